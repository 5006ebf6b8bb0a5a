namespace PoseStream.Core.Time;

/// <summary>Counts the unbroken stretches of a stream: one more at each reconnect or jump of its clock. Trackers and filters start anew at each.</summary>
public readonly record struct StreamEpoch(ulong Value)
{
    public StreamEpoch Next() => new(Value + 1);
}
