namespace PoseStream.Grpc.Server;

/// <summary>A message was not taken within the write deadline; the call has been reset and nothing more can be sent on it.</summary>
internal sealed class ReaderTooSlowException(TimeSpan deadline)
    : OperationCanceledException($"the client did not take a message for {deadline.TotalSeconds} s")
{
    public TimeSpan Deadline { get; } = deadline;
}
