using System.Globalization;
using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>A line a frame, for pipes and files.</summary>
/// <param name="output">Writes each line at once, and fails where its reader has gone.</param>
internal sealed class LineView(TextWriter output) : IWatchView
{
    // EPIPE, which the runtime gives as it is.
    private const int BrokenPipe = 32;

    public bool Show(StreamPosesResponse response)
    {
        var frame = response.Frame;
        var people = frame.People.Select(person =>
            $" | {PersonText.Id(person)} {PersonText.State(person)} at {PersonText.Position(person)} m, {person.Joints.Count} joints");
        var lens = LensText.Of(frame) is { } text ? $", {text}" : "";
        try
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{frame.StreamId} epoch {frame.StreamEpoch} frame {frame.Sequence} {frame.CaptureTime.ToDateTimeOffset():O} {frame.Timings.TotalMs:F1} ms{lens}{string.Concat(people)}"));
            return true;
        }
        catch (IOException exception) when (exception.HResult == BrokenPipe)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
