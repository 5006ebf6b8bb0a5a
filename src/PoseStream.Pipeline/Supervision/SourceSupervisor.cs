using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Stages;

namespace PoseStream.Pipeline.Supervision;

/// <summary>Keeps a source running. The source only runs and returns; whether, when and how it is started again is decided here and nowhere else.</summary>
public sealed class SourceSupervisor(
    PipelinePlan plan, IFrameSource source, FrameGate gate, CameraMonitor monitor, TimeProvider time, Random random, ILogger logger)
{
    private readonly Backoff _backoff = new(BackoffLimits.Default, random);

    /// <summary>Runs until cancelled, or until a source that is read once has ended.</summary>
    /// <returns>How the last connection ended.</returns>
    public async Task<SourceEnd> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            PipelineLog.Connecting(logger, plan.Id.Value, source.DisplayName);
            gate.BeginConnection();
            monitor.Trying();
            var started = time.GetTimestamp();
            var end = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested || end.Reason is EndReason.Stopped)
            {
                monitor.Enter(CameraState.Stopped, "", null);
                return new SourceEnd(EndReason.Stopped, end.Message);
            }

            if (!plan.Restart)
            {
                PipelineLog.Finished(logger, plan.Id.Value, end.Reason.ToString(), end.Message);
                monitor.Enter(StateAfter(end.Reason), end.Message, null);
                return end;
            }

            _backoff.ConnectionEnded(gate.DeliveredInConnection ? time.GetElapsedTime(started) : TimeSpan.Zero);

            // A file that is looped has not failed.
            var looped = end.Reason is EndReason.EndOfFile && gate.DeliveredInConnection;
            if (!looped && !await WaitAsync(end, cancellationToken).ConfigureAwait(false))
            {
                monitor.Enter(CameraState.Stopped, "", null);
                return new SourceEnd(EndReason.Stopped, end.Message);
            }
        }
    }

    private static CameraState StateAfter(EndReason reason) => reason switch
    {
        EndReason.EndOfFile => CameraState.Ended,
        EndReason.EndOfStream => CameraState.Disconnected,
        EndReason.Stalled => CameraState.Stalled,
        EndReason.AuthenticationFailed => CameraState.AuthenticationFailed,
        EndReason.NotFound => CameraState.NotFound,
        EndReason.Unreachable => CameraState.Unreachable,
        EndReason.Unsupported => CameraState.Unsupported,
        EndReason.DecodeError => CameraState.DecodeError,
        EndReason.Stopped => CameraState.Stopped,
        _ => CameraState.Failed,
    };

    private async Task<SourceEnd> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.RunAsync(gate, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SourceEnd(EndReason.Stopped, "");
        }
        catch (Exception exception)
        {
            // A bug of a source costs its camera a connection, not the service.
            PipelineLog.SourceFault(logger, exception, plan.Id.Value);
            return new SourceEnd(EndReason.Failed, $"unexpected {exception.GetType().Name} in the source; the log has its details");
        }
    }

    /// <returns>False if cancelled.</returns>
    private async Task<bool> WaitAsync(SourceEnd end, CancellationToken cancellationToken)
    {
        var delay = _backoff.Next();
        PipelineLog.Ended(logger, plan.Id.Value, end.Reason.ToString(), end.Message, delay);
        monitor.Enter(StateAfter(end.Reason), end.Message, time.GetUtcNow() + delay);
        try
        {
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
