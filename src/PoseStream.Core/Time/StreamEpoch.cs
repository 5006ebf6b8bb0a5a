namespace PoseStream.Core.Time;

/// <summary>Counts the unbroken stretches of a stream: one more at each reconnect, jump of its clock (or of this machine's, backwards) and change of the picture's size. Trackers and filters start anew at each.</summary>
public readonly record struct StreamEpoch(ulong Value)
{
    public StreamEpoch Next() => new(Value + 1);
}
