namespace PoseStream.Mqtt;

/// <summary>Asks the network thread to end, and says until when it may take to send the last words.</summary>
internal sealed class StopRequest(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private long _started;
    private TimeSpan _patience;

    public CancellationToken Token => _requested.Token;

    public bool IsRequested => _requested.IsCancellationRequested;

    public bool IsOverdue => IsRequested && time.GetElapsedTime(_started) >= _patience;

    /// <summary>Once; the fields are written before the token that guards them.</summary>
    public void Request(TimeSpan patience)
    {
        _started = time.GetTimestamp();
        _patience = patience;
        _requested.Cancel();
    }

    public void Dispose() => _requested.Dispose();
}
