namespace PoseStream.Grpc.Wire;

/// <summary>Ends a call with a status: thrown by a handler to send it, thrown by the client on receiving it.</summary>
public sealed class GrpcStatusException : Exception
{
    /// <param name="message">One line for the caller; it crosses the network.</param>
    public GrpcStatusException(GrpcStatusCode code, string message)
        : base(message)
    {
        Code = code;
    }

    public GrpcStatusException(GrpcStatusCode code, string message, Exception inner)
        : base(message, inner)
    {
        Code = code;
    }

    public GrpcStatusCode Code { get; }
}
