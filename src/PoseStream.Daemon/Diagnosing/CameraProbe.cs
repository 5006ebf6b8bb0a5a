using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;

namespace PoseStream.Daemon.Diagnosing;

/// <summary>Connects to a camera, waits for its first picture and goes away again.</summary>
internal sealed class CameraProbe(TimeProvider time) : IFrameSink, IDisposable
{
    private readonly CancellationTokenSource _seen = new();
    private SourceReport? _report;
    private FrameGeometry? _geometry;
    private ClockSource _clock;

    public async Task<Finding> ExamineAsync(string name, IFrameSource source, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _seen.Token);
        var end = await source.RunAsync(this, stop.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var part = $"camera {name}";
        return _geometry is { } geometry
            ? new Finding(
                _report is { FallbackReason: null, PictureNotice: null } ? FindingLevel.Good : FindingLevel.Note,
                part,
                $"{_report?.Codec} {geometry.Width}x{geometry.Height} over {_report?.Transport}, hardware decoder {_report?.HardwareDecoder}"
                    + (_report?.FallbackReason is { } reason ? $" ({reason})" : "")
                    + (_report?.PictureNotice is { } notice ? $", {notice}" : "")
                    + $", clock {_clock}, first picture after {time.GetElapsedTime(started).TotalSeconds:F1} s")
            : new Finding(FindingLevel.Broken, part, $"{source.DisplayName}: {end.Reason}: {end.Message}");
    }

    public FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken)
    {
        _geometry = geometry;
        _clock = timing.ClockSource;
        _seen.Cancel();
        return null;
    }

    public void Deliver(FrameLease lease) => lease.Dispose();

    public void Abandon(FrameLease lease) => lease.Dispose();

    public void Report(in SourceReport report) => _report = report;

    public void Dispose() => _seen.Dispose();
}
