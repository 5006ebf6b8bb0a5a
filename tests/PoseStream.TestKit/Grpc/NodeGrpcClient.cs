using PoseStream.TestKit.Node;

namespace PoseStream.TestKit.Grpc;

/// <summary>@grpc/grpc-js, installed from npm into a cache on first use.</summary>
public static class NodeGrpcClient
{
    private static readonly NodePackages Packages = new("grpc-js-1.14.7", "@grpc/grpc-js@1.14.7", "@grpc/proto-loader@0.8.1");

    /// <summary>Null where it can be used, or be installed.</summary>
    public static string? WhyAbsent => NodePackages.WhyAbsent;

    /// <inheritdoc cref="PythonGrpcClient.Start" path="/param"/>
    public static async Task<GrpcPeerProcess> StartAsync(string target, string descriptorSet, object call)
    {
        await Packages.InstallAsync();
        return GrpcPeerProcess.Start(NodePackages.Node, GrpcPeerScripts.PathOf("generic_client.js"), Packages.Folder, target, descriptorSet, call);
    }
}
