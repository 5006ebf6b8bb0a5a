using PoseStream.Core.Metrics.Matching;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Evaluating.Recordings;

namespace PoseStream.Daemon.Evaluating.Comparing;

/// <summary>Who of the predictions is who of the truth in one frame: by the overlap of boxes, or, in recordings without boxes, the only one there is.</summary>
internal static class PersonPairs
{
    /// <returns>Every person of the truth, with null where nobody was found.</returns>
    /// <exception cref="Hosting.CommandFailedException">Several people without boxes.</exception>
    public static IEnumerable<(RecordedPerson Truth, RecordedPerson? Prediction)> Of(
        IReadOnlyList<RecordedPerson> truths, IReadOnlyList<RecordedPerson> predictions, bool boxes, float minimumOverlap, string file)
    {
        if (!boxes)
        {
            return truths.Count <= 1 && predictions.Count <= 1
                ? truths.Select(truth => (truth, predictions.Count > 0 ? predictions[0] : null))
                : throw BadFile.Of(file, "has several people in a frame and the other file no boxes to tell them apart");
        }

        var truthOf = new int[predictions.Count];
        BoxMatching.Optimal([.. predictions.Select(person => person.Box!.Value)], [.. truths.Select(person => person.Box!.Value)], minimumOverlap, truthOf);
        return truths.Select((truth, i) => (truth, Array.IndexOf(truthOf, i) is >= 0 and var found ? predictions[found] : null));
    }
}
