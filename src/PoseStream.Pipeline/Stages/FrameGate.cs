using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Channels;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;

namespace PoseStream.Pipeline.Stages;

/// <summary>
/// The entry of a camera's pipeline. It names frames and lets one in where a buffer is free. Live: no buffer, no conversion, and the drop is counted;
/// lossless: the source waits. Called from the source's thread only.
/// </summary>
public sealed class FrameGate(
    PipelinePlan plan, FramePool pool, StageChannel<FrameLease> mailbox, FlowLedger ledger, CameraMonitor monitor, ILogger logger) : IFrameSink
{
    private StreamEpoch _epoch;
    private FrameGeometry _geometry;
    private long _sequence;
    private bool _newConnection = true;
    private bool _repeats;

    /// <summary>Whether the present connection has given a frame.</summary>
    public bool DeliveredInConnection => !_newConnection;

    /// <summary>The next frame begins a new epoch. Tries that give no frame do not count.</summary>
    /// <param name="repeats">A recording begins again, of which nothing new is to be told.</param>
    public void BeginConnection(bool repeats)
    {
        _newConnection = true;
        _repeats = repeats;
    }

    public FrameLease? Acquire(FrameGeometry geometry, in FrameTiming timing, CancellationToken cancellationToken)
    {
        // Whoever is followed is known by pixels, and those of another size are others.
        if (_newConnection || timing.StartsEpoch || geometry != _geometry)
        {
            _newConnection = false;
            _geometry = geometry;
            _epoch = _epoch.Next();
        }

        monitor.FrameDecoded(_epoch, geometry);
        var stamp = new FrameStamp(plan.Id, _epoch, _sequence++, timing);
        if (plan.Lossless)
        {
            return Admit(geometry, stamp, cancellationToken);
        }

        if (!pool.TryRent(geometry, stamp, out var lease))
        {
            ledger.DecodedAndDropped(DropReason.NoBuffer);
            return null;
        }

        ledger.DecodedAndAdmitted();
        return lease;
    }

    public void Deliver(FrameLease lease)
    {
        if (!mailbox.TryWrite(lease))
        {
            Drop(lease, DropReason.Stopped);
        }
    }

    public void Abandon(FrameLease lease) => Drop(lease, DropReason.ItemFault);

    public void Report(in SourceReport report)
    {
        monitor.Connected(report);
        var epoch = _newConnection ? _epoch.Next() : _epoch;
        PipelineLog.Streaming(logger, _repeats ? LogLevel.Debug : LogLevel.Information, plan.Id.Value, report.Codec, report.Transport, report.HardwareDecoder, epoch.Value);
    }

    /// <summary>A frame leaves the pipeline unpublished.</summary>
    internal void Drop(FrameLease lease, DropReason reason)
    {
        lease.Dispose();
        ledger.Dropped(reason);
    }

    private FrameLease Admit(FrameGeometry geometry, in FrameStamp stamp, CancellationToken cancellationToken)
    {
        FrameLease lease;
        try
        {
            lease = pool.Rent(geometry, stamp, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            ledger.DecodedAndDropped(DropReason.Stopped);
            throw;
        }

        ledger.DecodedAndAdmitted();
        return lease;
    }
}
