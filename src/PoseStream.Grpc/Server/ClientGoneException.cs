namespace PoseStream.Grpc.Server;

/// <summary>The client cancelled or its connection was lost, seen on the call's own pipes: they tell it earlier than the request's token does.</summary>
internal sealed class ClientGoneException : OperationCanceledException
{
    public ClientGoneException()
        : base("the client is gone")
    {
    }

    public ClientGoneException(Exception inner)
        : base("the client is gone", inner)
    {
    }
}
