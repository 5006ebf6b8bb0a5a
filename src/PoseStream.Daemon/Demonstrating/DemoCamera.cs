using PoseStream.Daemon.Clips;
using PoseStream.Synthesis.Cameras;
using PoseStream.Synthesis.Clips;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>A simulated camera that plays a clip, and knows what it shows.</summary>
internal sealed class DemoCamera(string name, RenderedClip clip, SimulatedCamera camera) : IAsyncDisposable
{
    // Capture times come back through RTCP to well under a millisecond; a neighbouring picture is a whole interval away.
    private readonly TimeSpan _tolerance = TimeSpan.FromTicks(clip.Video.Duration_ns / TimeSpan.NanosecondsPerTick / clip.Video.Count / 2);
    private readonly Visits _visits = new(clip.Pictures);

    /// <summary>The stream's name in the service.</summary>
    public string Name => name;

    public RenderedClip Clip => clip;

    public string Url => camera.Url;

    /// <summary>What it showed at a time; null where it showed nothing then.</summary>
    public FrameTruth? TruthAt(DateTimeOffset captureTime) => camera.ShownAt(captureTime, _tolerance) is { } shown
        ? FrameTruth.Of(clip.Pictures[shown.Index], person => _visits.IdentityOf(person, shown.Index, shown.Round))
        : null;

    /// <summary>No more pictures, while the connection stays.</summary>
    public void Stall() => camera.Mischief.Stall();

    public ValueTask DisposeAsync() => camera.DisposeAsync();
}
