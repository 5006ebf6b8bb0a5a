using System.Globalization;
using PoseStream.V1;

namespace PoseStream.Daemon.Watching;

/// <summary>A line a frame, for pipes and files.</summary>
internal sealed class LineView(TextWriter output) : IWatchView
{
    public void Show(StreamPosesResponse response)
    {
        var frame = response.Frame;
        var people = frame.People.Select(person =>
            $" | {PersonText.Id(person)} {PersonText.State(person)} at {PersonText.Position(person)} m, {person.Joints.Count} joints");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{frame.StreamId} epoch {frame.StreamEpoch} frame {frame.Sequence} {frame.CaptureTime.ToDateTimeOffset():O} {frame.Timings.TotalMs:F1} ms{string.Concat(people)}"));
    }

    public ValueTask DisposeAsync() => new(output.FlushAsync());
}
