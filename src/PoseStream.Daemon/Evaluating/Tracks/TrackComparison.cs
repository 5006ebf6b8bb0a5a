using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics.Matching;
using PoseStream.Core.Metrics.Tracks;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Tracks;

/// <summary>MOTA, identity switches and IDF1 of one video. What meets a truth that need not be found is left out before, as MOTChallenge does.</summary>
internal static class TrackComparison
{
    private static readonly TrackFrame Nobody = new([], []);

    /// <exception cref="CommandFailedException">The files have no frame in common.</exception>
    public static Evaluation Run(string predictionsFile, string truthFile, double minimumVisible, float minimumOverlap)
    {
        var predictions = TrackFile.Read(predictionsFile, isTruth: false, minimumVisible);
        var truth = TrackFile.Read(truthFile, isTruth: true, minimumVisible);
        if (!predictions.Keys.Any(truth.ContainsKey))
        {
            throw new CommandFailedException(
                $"{predictionsFile}: none of its frames ({predictions.Keys.First()} to {predictions.Keys.Last()}) is one of {truthFile} ({truth.Keys.First()} to {truth.Keys.Last()})");
        }

        var (clear, identity) = (new ClearMotMeter(minimumOverlap), new IdentityMeter(minimumOverlap));
        foreach (var (frame, known) in truth)
        {
            var tracks = WithoutOptional(predictions.GetValueOrDefault(frame, Nobody).Boxes, known, minimumOverlap);
            clear.AddFrame([.. known.Boxes], tracks);
            identity.AddFrame([.. known.Boxes], tracks);
        }

        var optional = truth.Values.Sum(frame => frame.Optional.Count);
        string[] notes =
        [
            $"{truth.Count} frames; {predictions.Keys.Count(frame => !truth.ContainsKey(frame))} frames of the predictions are not in the truth and do not count",
            .. optional > 0 ? [$"{optional} truths need not be found: they and what met them are left out"] : Array.Empty<string>(),
        ];
        return new Evaluation(predictionsFile, truthFile, notes, [.. clear.Results(), .. identity.Results()]);
    }

    private static TrackedBox[] WithoutOptional(IReadOnlyList<TrackedBox> tracks, TrackFrame known, float minimumOverlap)
    {
        BoundingBox[] truths = [.. known.Boxes.Concat(known.Optional).Select(box => box.Box)];
        var truthOf = new int[tracks.Count];
        BoxMatching.Optimal([.. tracks.Select(track => track.Box)], truths, minimumOverlap, truthOf);
        return [.. tracks.Where((_, i) => truthOf[i] < known.Boxes.Count)];
    }
}
