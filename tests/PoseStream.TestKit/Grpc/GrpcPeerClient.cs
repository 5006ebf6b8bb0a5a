namespace PoseStream.TestKit.Grpc;

/// <summary>Starts a call of a <see cref="GrpcPeer"/>.</summary>
public static class GrpcPeerClient
{
    /// <inheritdoc cref="PythonGrpcClient.Start" path="/param"/>
    public static Task<GrpcPeerProcess> StartAsync(GrpcPeer peer, string target, string descriptorSet, object call) => peer switch
    {
        GrpcPeer.Python => Task.FromResult(PythonGrpcClient.Start(target, descriptorSet, call)),
        _ => NodeGrpcClient.StartAsync(target, descriptorSet, call),
    };
}
