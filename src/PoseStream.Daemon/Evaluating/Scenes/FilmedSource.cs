using PoseStream.Core.Ports;
using PoseStream.Core.Time;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>Plays a clip once, as fast as the pipeline takes it. A frame's sequence number is its picture's index.</summary>
internal sealed class FilmedSource(FilmedClip clip, TimeProvider time) : IFrameSource
{
    public string DisplayName => clip.Script.Name;

    public Task<SourceEnd> RunAsync(IFrameSink sink, CancellationToken cancellationToken) => Task.Run(() => Play(sink, cancellationToken), CancellationToken.None);

    private SourceEnd Play(IFrameSink sink, CancellationToken cancellationToken)
    {
        var opened = time.GetUtcNow();
        for (var i = 0; i < clip.Count; i++)
        {
            var at = new MediaTime(i * clip.Script.Interval_ns);
            var timing = new FrameTiming(at, opened + TimeSpan.FromSeconds(at - default(MediaTime)), ClockSource.FilePts, TimeSpan.Zero, time.GetTimestamp());
            try
            {
                if (sink.Acquire(clip.Script.Geometry, timing, cancellationToken) is { } lease)
                {
                    clip.Planes(i).CopyTo(lease.Frame.Buffer);
                    lease.Frame.Color = clip.Color;
                    sink.Deliver(lease);
                }
            }
            catch (OperationCanceledException)
            {
                return new SourceEnd(EndReason.Stopped, "stopped");
            }
        }

        return new SourceEnd(EndReason.EndOfFile, "the clip is over");
    }
}
