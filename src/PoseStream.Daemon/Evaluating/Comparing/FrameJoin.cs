using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Evaluating.Recordings;

namespace PoseStream.Daemon.Evaluating.Comparing;

/// <summary>Which frame of the predictions belongs to which of the truth.</summary>
internal static class FrameJoin
{
    /// <summary>By sequence and name. Where no name is in both, but there are as many frames: one after the other.</summary>
    /// <returns>Every frame of the truth in its order, with null where the predictions have none; and what to tell the reader.</returns>
    /// <exception cref="Hosting.CommandFailedException">Nothing fits.</exception>
    public static (IReadOnlyList<(RecordedFrame Truth, RecordedFrame? Prediction)> Pairs, string Note) Join(PoseRecording predictions, PoseRecording truth)
    {
        var byName = predictions.Frames.ToDictionary(frame => (frame.Sequence, frame.Name));
        var pairs = truth.Frames.Select(frame => (Truth: frame, Prediction: byName.GetValueOrDefault((frame.Sequence, frame.Name)))).ToArray();
        var met = pairs.Count(pair => pair.Prediction is not null);
        if (met > 0)
        {
            return (pairs, $"{met} of {truth.Frames.Count} frames of the truth are in the predictions, which have {predictions.Frames.Count}; in the others nobody was found");
        }

        if (predictions.Frames.Count != truth.Frames.Count)
        {
            throw BadFile.Of(
                predictions.File,
                $"none of its {predictions.Frames.Count} frames is one of the {truth.Frames.Count} of {truth.File}: it starts with {Describe(predictions)}, that with {Describe(truth)}");
        }

        return ([.. truth.Frames.Zip(predictions.Frames, (a, b) => (a, (RecordedFrame?)b))], $"{truth.Frames.Count} frames, joined by their order: their names have nothing in common");
    }

    private static string Describe(PoseRecording recording) => $"\"{recording.Frames[0].Sequence}{(recording.Frames[0].Sequence.Length > 0 ? "/" : "")}{recording.Frames[0].Name}\"";
}
