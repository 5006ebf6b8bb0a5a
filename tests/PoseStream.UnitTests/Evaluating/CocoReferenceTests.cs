using PoseStream.Core.Metrics.Coco;
using PoseStream.Daemon.Evaluating.Coco;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

/// <summary>The same figures as COCO's own evaluation, to six digits (facts: coco reference).</summary>
public sealed class CocoReferenceTests : IDisposable
{
    private const string Truth = "coco/person_keypoints.json";
    private const string Predictions = "coco/predictions.json";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact(Truth, Predictions)]
    public void Keypoints_RealPredictions_EqualTheReference()
    {
        var truth = CocoReader.ReadTruth(SharedMaterial.PathOf(Truth), CocoTask.Keypoints);
        var predictions = CocoReader.ReadPredictions(SharedMaterial.PathOf(Predictions), truth, CocoTask.Keypoints);
        AssertEqual(truth, predictions, 0.86088961, 0.99314547, 0.91089109, 0.77557756, 0.93725248, 0.875, 1.0, 0.91666667, 0.78, 0.94285714);
    }

    [SharedFact(Truth)]
    public void Keypoints_GeneratedPredictions_EqualTheReference()
    {
        var truth = CocoReader.ReadTruth(SharedMaterial.PathOf(Truth), CocoTask.Keypoints);
        AssertEqual(truth, Generate(), 0.98770627, 1.0, 1.0, 1.0, 0.97708628, 0.99166667, 1.0, 1.0, 1.0, 0.98571429);
    }

    [SharedFact(Truth)]
    public void Boxes_TruthItself_IsPerfectWhereThereIsAnything()
    {
        var truth = CocoReader.ReadTruth(SharedMaterial.PathOf(Truth), CocoTask.Boxes);
        CocoPrediction[] predictions = [.. truth.Truths.Select((one, i) => new CocoPrediction(one.Image, one.Category, 1 - (0.01 * i), one.Box, []))];
        var values = CocoEvaluation.Evaluate([.. truth.Images], truth.Truths, predictions, CocoTask.Boxes).ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal(1, values["AP"], 1e-9);
        Assert.Equal(1, values["AP small"], 1e-9);

        // Four pictures with 14 people: one result each finds four.
        Assert.Equal(4.0 / 14, values["AR 1 a picture"], 1e-9);
    }

    [Theory]
    [InlineData("[]", "[]", "is no annotation file of COCO")]
    [InlineData("{\"images\": [{\"id\": 1}], \"annotations\": [{\"image_id\": 1}]}", "[]", "truth.json: annotations[0]: has no \"keypoints\"")]
    [InlineData("{\"images\": [{\"id\": 1}], \"annotations\": [{\"keypoints\": [1, 2]}]}", "[]", "truth.json: annotations[0].keypoints: has 2 numbers; there must be 51")]
    [InlineData("{\"images\": [{\"id\": \"a\"}], \"annotations\": []}", "[]", "truth.json: images[0].id: is a string; it must be a number")]
    [InlineData("{\"images\": [{\"id\": 1e999}], \"annotations\": []}", "[]", "truth.json: images[0].id: 1e999 is no whole number")]
    [InlineData("{\"images\": [{\"id\": 1}], \"annotations\": []}", "[{\"image_id\": 1, \"keypoints\": [1e999]}]", "predictions.json: [0].keypoints[0]: 1e999 is too large a number")]
    [InlineData("{\"images\": [{\"id\": 1}], \"annotations\": []}", "{}", "predictions.json: is no result file of COCO")]
    [InlineData("{\"images\": [{\"id\": 1}], \"annotations\": []}", "[{\"image_id\": 2}]", "predictions.json: [0].image_id: 2 is no picture of the truth")]
    [InlineData("{\"images\": [{\"id\": 1}],\n \"annotations\": [,]}", "[]", "truth.json: not valid JSON at line 2, byte ")]
    public void Read_BadFile_NamesFileAndField(string truth, string predictions, string complaint)
    {
        var failure = Assert.Throws<CommandFailedException>(() =>
        {
            var set = CocoReader.ReadTruth(_folder.Write("truth.json", truth), CocoTask.Keypoints);
            CocoReader.ReadPredictions(_folder.Write("predictions.json", predictions), set, CocoTask.Keypoints);
        });
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    private static void AssertEqual(CocoSet truth, IReadOnlyList<CocoPrediction> predictions, params double[] reference)
    {
        var results = CocoEvaluation.Evaluate([.. truth.Images], truth.Truths, predictions, CocoTask.Keypoints);
        Assert.Equal(["AP", "AP@.50", "AP@.75", "AP medium", "AP large", "AR", "AR@.50", "AR@.75", "AR medium", "AR large"], results.Select(result => result.Name));
        Assert.All(results.Zip(reference), pair => Assert.Equal(pair.Second, pair.First.Value, 1e-6));
        Assert.All(results, result => Assert.InRange(result.Value, result.Low95!.Value - 1e-9, result.High95!.Value + 1e-9));
    }

    /// <summary>The second set of the reference, made of the annotations by its rule.</summary>
    private static List<CocoPrediction> Generate()
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf(Truth)));
        List<CocoPrediction> predictions = [];
        foreach (var annotation in json.RootElement.GetProperty("annotations").EnumerateArray().Where(a => a.GetProperty("num_keypoints").GetInt32() > 0))
        {
            var id = annotation.GetProperty("id").GetInt64();
            var step = 0.03 * Math.Sqrt(annotation.GetProperty("area").GetDouble());
            double[] keypoints = [.. annotation.GetProperty("keypoints").EnumerateArray().Select(value => value.GetDouble())];
            for (var i = 0; i < keypoints.Length; i += 3)
            {
                keypoints[i] += (((7 * i) + id) % 11 - 5) * step / 5;
                keypoints[i + 1] += (((5 * i) + id) % 13 - 6) * step / 6;
                keypoints[i + 2] = 1;
            }

            double[] x = [.. keypoints.Where((_, i) => i % 3 == 0)];
            double[] y = [.. keypoints.Where((_, i) => i % 3 == 1)];
            var box = new CocoBox(x.Min(), y.Min(), x.Max() - x.Min(), y.Max() - y.Min());
            predictions.Add(new CocoPrediction(annotation.GetProperty("image_id").GetInt64(), 1, 37 * id % 101 / 101.0, box, keypoints));
        }

        return predictions;
    }
}
