using System.Globalization;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Daemon.Simulating;

/// <summary>Lets a simulated camera misbehave at the ordered times, and says so.</summary>
/// <param name="say">Takes one line for each fault that begins or ends.</param>
internal sealed class FaultPlayer(CameraClip clip, SimulatedCamera camera, IReadOnlyList<CameraFault> faults, TimeProvider time, Action<string> say)
{
    private const double LostShare = 0.05;
    private const int LossSeed = 1;

    private readonly CameraCredentials? _credentials = camera.Credentials;

    /// <summary>Waits for the first client, plays all faults, and then waits.</summary>
    /// <exception cref="OperationCanceledException">The only end but a failure.</exception>
    /// <exception cref="IOException">While nobody could connect another program took the port.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await camera.FirstClient.WaitAsync(cancellationToken).ConfigureAwait(false);
        var started = time.GetTimestamp();
        Say("watched");
        // Of the same time: in the order in which they were written.
        foreach (var (at, text, act) in faults.SelectMany(StepsOf).OrderBy(step => step.At))
        {
            if (at - time.GetElapsedTime(started) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }

            act();
            Say(text);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
    }

    private void Say(string text) => say(string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss.fff} {clip.Name}: {text}"));

    private IEnumerable<(TimeSpan At, string Text, Action Act)> StepsOf(CameraFault fault)
    {
        var (begin, end) = ActsOf(fault);
        yield return (fault.At, fault.Text, begin);
        if (!fault.IsJump && fault.Extent is { } lasting)
        {
            yield return (fault.At + lasting, $"{fault.Text} is over", end);
        }
    }

    private (Action Begin, Action End) ActsOf(CameraFault fault) => fault.Kind switch
    {
        FaultKind.Freeze => (camera.Mischief.Freeze, camera.Mischief.Unfreeze),
        FaultKind.Stall => (camera.Mischief.Stall, camera.Mischief.Resume),
        FaultKind.Cut when fault.Extent is null => (camera.Cut, () => { }),
        FaultKind.Cut => (
            () =>
            {
                camera.Refuse();
                camera.Cut();
            },
            camera.Admit),
        FaultKind.Password => (
            () =>
            {
                camera.Credentials = new CameraCredentials(_credentials?.User ?? "nobody", Guid.NewGuid().ToString());
                camera.Cut();
            },
            () => camera.Credentials = _credentials),
        FaultKind.Resolution => (() => camera.SwitchTo(clip.Small!), () => camera.SwitchTo(clip.Video)),
        FaultKind.Loss => (() => camera.Mischief.LosePackets(LostShare, LossSeed), () => camera.Mischief.LosePackets(0, LossSeed)),
        FaultKind.Jump => (() => camera.Mischief.JumpInTime(fault.Extent!.Value), () => { }),
        _ => (() => camera.Mischief.JumpInTime(TimeSpan.Zero, fault.Extent!.Value), () => { }),
    };
}
