using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;

namespace PoseStream.TestKit.Fakes;

/// <summary>One connection of a <see cref="ScriptedSource"/>, for its script: gives frames at a steady pace of the stream's clock, as fast as the machine allows.</summary>
public sealed class SourceSession(IFrameSink sink, TimeProvider time, FrameGeometry geometry, CancellationToken cancellationToken)
{
    private const byte Grey = 128;

    private static readonly double Interval_s = 1 / 25.0;

    private readonly HashSet<Frame> _painted = [];

    private FrameGeometry _geometry = geometry;
    private double _next_s;

    public CancellationToken Cancellation { get; } = cancellationToken;

    /// <summary>How many of the frames got a buffer.</summary>
    public int Delivered { get; private set; }

    public void Report() => sink.Report(new SourceReport("h264", "tcp", "none", null));

    /// <summary>Decodes <paramref name="count"/> frames; stops early when cancelled.</summary>
    public void Frames(int count, bool startsEpoch = false)
    {
        for (var i = 0; i < count && !Cancellation.IsCancellationRequested; i++)
        {
            Next(startsEpoch && i == 0, abandon: false);
        }
    }

    /// <summary>A frame whose conversion fails.</summary>
    public void BrokenFrame() => Next(startsEpoch: false, abandon: true);

    /// <summary>The stream's clock jumps; the next frame starts an epoch.</summary>
    public void Jump(double seconds)
    {
        _next_s += seconds;
        Next(startsEpoch: true, abandon: false);
    }

    /// <summary>Pictures are of another size from here on.</summary>
    public void Resize(FrameGeometry geometry) => _geometry = geometry;

    /// <summary>Moves the stream's clock without a frame.</summary>
    public void Pause(double seconds) => _next_s += seconds;

    public void WaitForCancellation() => Cancellation.WaitHandle.WaitOne();

    private void Next(bool startsEpoch, bool abandon)
    {
        var timing = new FrameTiming(
            MediaTime.FromSeconds(_next_s), time.GetUtcNow(), ClockSource.Arrival, TimeSpan.FromMilliseconds(5), time.GetTimestamp(), startsEpoch);
        _next_s += Interval_s;
        if (sink.Acquire(_geometry, timing, Cancellation) is not { } lease)
        {
            return;
        }

        // A buffer is as its memory was: pictures are grey, so that what is seen in them is the same each time.
        if (_painted.Add(lease.Frame))
        {
            lease.Frame.Buffer.Fill(Grey);
        }

        Delivered++;
        if (abandon)
        {
            sink.Abandon(lease);
        }
        else
        {
            sink.Deliver(lease);
        }
    }
}
