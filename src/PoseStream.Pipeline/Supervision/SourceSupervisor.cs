using Microsoft.Extensions.Logging;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Stages;

namespace PoseStream.Pipeline.Supervision;

/// <summary>Keeps a source running. The source only runs and returns; whether, when and how it is started again is decided here and nowhere else.</summary>
public sealed class SourceSupervisor(
    PipelinePlan plan, IFrameSource source, FrameGate gate, CameraMonitor monitor, TimeProvider time, Random random, ILogger logger)
{
    // Some cameras lock a user out who is refused a few times in a row.
    private static readonly TimeSpan AfterRefusedLogin = TimeSpan.FromSeconds(30);

    // One frame at 25 a second: a recording of one picture, looped, is a camera that always sees the same, not one opened as fast as the machine can.
    private static readonly TimeSpan LeastLoop = TimeSpan.FromMilliseconds(40);

    private readonly Backoff _backoff = new(BackoffLimits.Default, random);
    private SourceEnd? _told;

    /// <summary>Runs until cancelled, or until a recording has ended that is not looped, or a source that is not restarted.</summary>
    /// <returns>How the last connection ended.</returns>
    public async Task<SourceEnd> RunAsync(CancellationToken cancellationToken)
    {
        var looped = false;
        while (true)
        {
            PipelineLog.Connecting(logger, _told is null && !looped ? LogLevel.Information : LogLevel.Debug, plan.Id.Value, source.DisplayName);
            gate.BeginConnection(looped);
            monitor.Trying();
            var started = time.GetTimestamp();
            var end = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested || end.Reason is EndReason.Stopped)
            {
                monitor.Enter(CameraState.Stopped, "", null);
                return new SourceEnd(EndReason.Stopped, end.Message);
            }

            // Only the source knows a recording from a stream: an address does not tell.
            var read = end.Reason is EndReason.EndOfFile;
            if (read ? !plan.Loop : !plan.Restart)
            {
                PipelineLog.Finished(logger, read ? LogLevel.Information : LogLevel.Warning, plan.Id.Value, end.Reason, end.Message);
                monitor.Enter(StateAfter(end.Reason), end.Message, null);
                return end;
            }

            _backoff.ConnectionEnded(gate.DeliveredInConnection ? time.GetElapsedTime(started) : TimeSpan.Zero);

            // A recording that is looped has not failed, unless there is nothing in it.
            looped = read && gate.DeliveredInConnection;
            if (!await (looped ? DelayAsync(LeastLoop - time.GetElapsedTime(started), cancellationToken) : WaitAsync(end, cancellationToken)).ConfigureAwait(false))
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
    private Task<bool> WaitAsync(SourceEnd end, CancellationToken cancellationToken)
    {
        var delay = end.Reason is EndReason.AuthenticationFailed ? AfterRefusedLogin * (1 + random.NextDouble()) : _backoff.Next();

        // A camera that stays away is told of once, not at each try.
        _told = gate.DeliveredInConnection ? null : _told;
        PipelineLog.Ended(logger, _told == end ? LogLevel.Debug : LogLevel.Warning, plan.Id.Value, end.Reason, end.Message, delay.TotalSeconds);
        _told = end;
        monitor.Enter(StateAfter(end.Reason), end.Message, time.GetUtcNow() + delay);
        return DelayAsync(delay, cancellationToken);
    }

    /// <returns>False if cancelled.</returns>
    private async Task<bool> DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
        {
            return true;
        }

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
