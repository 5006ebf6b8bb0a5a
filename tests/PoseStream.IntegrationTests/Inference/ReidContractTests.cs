using System.Text.Json;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.Inference;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>A small network with the input and the output of OSNet's kind, against what Contracts/make_reid.py says of the same people with torch.</summary>
public sealed class ReidContractTests : IDisposable
{
    private const float Accuracy = 1e-3f;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "reid.json"))).RootElement;

    private static readonly InputSpec Input = new(
        32, 64, ColorOrder.Rgb, 1, [123.675f, 116.28f, 103.53f], [58.395f, 57.12f, 57.375f], InputFit.Stretch, 0, 1);

    private static readonly ModelManifest Reid = TestModels.Manifest("reid", ModelTask.Reid, "reid-embedding", Input, TestModels.Build("reid.onnx", "images", ("embedding", "features")));

    private readonly FramePool _pool = new(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Estimate_EachPerson_IsWhereTheReferenceHasThem(int person) =>
        Assert.InRange(FurthestOff(Vector(Expected.GetProperty("people")[person].GetProperty("vector")), Say(Reid, person)), 0, Accuracy);

    // What the test above would miss if these were near to one another.
    [Theory]
    [InlineData("bgr")]
    [InlineData("aspect")]
    [InlineData("larger")]
    public void Estimate_PreparedOtherwise_IsAsTheReferencePreparedSo(string way)
    {
        var manifest = Reid with
        {
            Input = way switch
            {
                "bgr" => Input with { Color = ColorOrder.Bgr },
                "aspect" => Input with { Fit = InputFit.AspectCrop },
                _ => Input with { BoxExpansion = 1.25f },
            },
        };
        var said = Say(manifest, 0);
        Assert.InRange(FurthestOff(Vector(Expected.GetProperty("otherwise").GetProperty(way)), said), 0, Accuracy);
        Assert.True(FurthestOff(Vector(Expected.GetProperty("people")[0].GetProperty("vector")), said) > 5 * Accuracy);
    }

    [Fact]
    public void Estimate_BothPeopleInOneRun_AreAsOneByOne()
    {
        using var model = Load(Reid, options: OnnxFixture.Cpu with { BatchOnCpu = true, MaxBatch = 2 });
        using var worker = model.CreateWorker();
        using var lease = Picture();
        Assert.Equal((2, 48), (model.MaxBatch, model.Space.Length));
        Embedding[] said = [new(model.Space), new(model.Space)];
        worker.Estimate([new(lease.Frame, model.CropFor(Box(0))), new(lease.Frame, model.CropFor(Box(1)))], said);
        for (var person = 0; person < 2; person++)
        {
            Assert.InRange(FurthestOff(Vector(Expected.GetProperty("people")[person].GetProperty("vector")), said[person].Values.ToArray()), 0, Accuracy);
        }
    }

    [Fact]
    public void Estimate_ManyTimes_AllocatesNothing()
    {
        using var model = Load(Reid);
        using var worker = model.CreateWorker();
        using var lease = Picture();
        var result = new Embedding(model.Space);
        var crop = new PoseCrop(lease.Frame, model.CropFor(Box(0)));
        for (var i = 0; i < 3; i++)
        {
            worker.Estimate(new ReadOnlySpan<PoseCrop>(in crop), new ReadOnlySpan<Embedding>(in result));
        }

        Assert.Equal(0, Allocation.Of(() => worker.Estimate(new ReadOnlySpan<PoseCrop>(in crop), new ReadOnlySpan<Embedding>(in result)), 10));
    }

    [Fact]
    public void LoadReid_FileThatIsNotThere_SaysWhere() => AssertRefused(Reid, "nobody.onnx", "nobody.onnx: there is no such file");

    [Fact]
    public void LoadReid_MapInPlaceOfAVector_NamesTheTensor()
    {
        var manifest = Reid with { Input = Input with { Width = 4, Height = 4 }, Builds = [TestModels.Build("map.onnx", "x", ("embedding", "wide"))] };
        using var folder = new TemporaryFolder();
        TinyNetwork.WriteWide(folder.PathOf("map.onnx"));
        AssertRefused(manifest, folder.PathOf("map.onnx"), "output wide Float64[1,3,4,4], expected Float32[?,?]");
    }

    [Fact]
    public void LoadReid_FitOfWholePictures_IsRefused() =>
        AssertRefused(Reid with { Input = Input with { Fit = InputFit.LetterboxCentered } }, "reid.onnx", "a model for Reid cannot have the input fit LetterboxCentered");

    [Fact]
    public void LoadReid_FamilyOfAnotherTask_IsRefused() =>
        Assert.Contains("cannot be used for this task", Assert.Throws<ModelContractException>(() => Load(Reid with { Family = "simcc" })).Message, StringComparison.Ordinal);

    public void Dispose() => _pool.Dispose();

    private static void AssertRefused(ModelManifest manifest, string file, string reason) =>
        Assert.Contains(reason, Assert.Throws<ModelContractException>(() => Load(manifest, file)).Message, StringComparison.Ordinal);

    private static IReidModel Load(ModelManifest manifest, string? file = null, InferenceOptions? options = null) =>
        OnnxFixture.Loader().LoadReid(manifest, manifest.Builds[0], Path.Combine(Folder, file ?? manifest.Builds[0].File), options ?? OnnxFixture.Cpu);

    private static BoundingBox Box(int person)
    {
        var box = Vector(Expected.GetProperty("people")[person].GetProperty("box"));
        return new BoundingBox(box[0], box[1], box[0] + box[2], box[1] + box[3]);
    }

    private static float[] Vector(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    private static float FurthestOff(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        return expected.Zip(found, static (a, b) => MathF.Abs(a - b)).Max();
    }

    private float[] Say(ModelManifest manifest, int person)
    {
        using var model = Load(manifest);
        using var worker = model.CreateWorker();
        using var lease = Picture();
        var result = new Embedding(model.Space);
        worker.Estimate([new PoseCrop(lease.Frame, model.CropFor(Box(person)))], [result]);
        return result.Values.ToArray();
    }

    private FrameLease Picture() => ContractPicture.Rent(_pool, Path.Combine(Folder, "crops.yuv"), Expected);
}
