using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>Shows the frames of a picture or video to one function, one after the other, without a pipeline.</summary>
/// <param name="every">Only each so-many-th frame.</param>
internal sealed class FrameReading(Action<Frame> look, int every) : IFrameSink, IDisposable
{
    private readonly FramePool _pool = new(1);
    private int _count;

    /// <exception cref="CommandFailedException">The file could not be read, or holds no picture.</exception>
    public static async Task RunAsync(IFrameSource source, int every, Action<Frame> look, CancellationToken cancellation)
    {
        using var reading = new FrameReading(look, every);
        var end = await source.RunAsync(reading, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (end.Reason is not EndReason.EndOfFile || reading._count == 0)
        {
            throw new CommandFailedException($"{source.DisplayName}: {end.Message}");
        }
    }

    public FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken) =>
        _count++ % every == 0 ? _pool.Rent(geometry, new FrameStamp(default, default, _count - 1, timing), cancellationToken) : null;

    public void Deliver(FrameLease lease)
    {
        using (lease)
        {
            look(lease.Frame);
        }
    }

    public void Abandon(FrameLease lease) => lease.Dispose();

    public void Report(in SourceReport report)
    {
        // What a source tells of itself matters to those who watch a camera.
    }

    public void Dispose() => _pool.Dispose();
}
