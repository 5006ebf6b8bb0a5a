using PoseStream.Core.Metrics.Coco;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Coco;

/// <summary>COCO's JSON: annotation files (instances, person_keypoints) and result files.</summary>
internal static class CocoReader
{
    private static readonly int KeypointNumbers = 3 * KeypointSimilarity.PersonSigmas.Length;

    /// <exception cref="Hosting.CommandFailedException">One line with the file and the field.</exception>
    public static CocoSet ReadTruth(string file, CocoTask task)
    {
        var root = JsonPlace.Read(file);
        if (!root.IsObject)
        {
            throw root.Complain("is no annotation file of COCO, which is an object with \"images\" and \"annotations\"; did you change truth and predictions round?");
        }

        return new CocoSet(
            root["images"].Items().Select(image => image["id"].Integer()).ToHashSet(),
            [.. root["annotations"].Items().Select(annotation => TruthOf(annotation, task))]);
    }

    /// <param name="truth">Results of other pictures than its are refused: they would silently be worth nothing.</param>
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the field.</exception>
    public static IReadOnlyList<CocoPrediction> ReadPredictions(string file, CocoSet truth, CocoTask task)
    {
        var root = JsonPlace.Read(file);
        if (!root.IsList)
        {
            throw root.Complain("is no result file of COCO, which is a list of results");
        }

        return [.. root.Items().Select(result => PredictionOf(result, truth, task))];
    }

    private static CocoTruth TruthOf(JsonPlace annotation, CocoTask task)
    {
        var keypoints = task is CocoTask.Keypoints ? annotation["keypoints"].Numbers(KeypointNumbers) : [];
        return new CocoTruth(
            annotation["image_id"].Integer(),
            annotation["category_id"].Integer(),
            BoxOf(annotation["bbox"]),
            annotation["area"].Number(),
            annotation.Optional("iscrowd")?.Integer() is > 0,
            keypoints,
            (int?)annotation.Optional("num_keypoints")?.Integer() ?? Labelled(keypoints));
    }

    private static CocoPrediction PredictionOf(JsonPlace result, CocoSet truth, CocoTask task)
    {
        var image = result["image_id"].Integer();
        if (!truth.Images.Contains(image))
        {
            throw result["image_id"].Complain($"{image} is no picture of the truth");
        }

        var keypoints = task is CocoTask.Keypoints ? result["keypoints"].Numbers(KeypointNumbers) : [];
        var box = task is CocoTask.Keypoints ? BoxRound(keypoints) : BoxOf(result["bbox"]);
        return new CocoPrediction(image, result["category_id"].Integer(), result["score"].Number(), box, keypoints);
    }

    private static int Labelled(double[] keypoints) => Enumerable.Range(0, keypoints.Length / 3).Count(i => keypoints[(3 * i) + 2] > 0);

    private static CocoBox BoxOf(JsonPlace place)
    {
        var box = place.Numbers(4);
        return new CocoBox(box[0], box[1], box[2], box[3]);
    }

    private static CocoBox BoxRound(double[] keypoints)
    {
        var (left, top) = (keypoints.Where((_, i) => i % 3 == 0).Min(), keypoints.Where((_, i) => i % 3 == 1).Min());
        var (right, bottom) = (keypoints.Where((_, i) => i % 3 == 0).Max(), keypoints.Where((_, i) => i % 3 == 1).Max());
        return new CocoBox(left, top, right - left, bottom - top);
    }
}
