namespace PoseStream.TestKit.Grpc;

/// <summary>grpcio, as Debian's python3-grpcio has it.</summary>
public static class PythonGrpcClient
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Null where it can be used.</summary>
    public static string? WhyAbsent =>
        File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/grpc")
            ? null
            : "grpcio is not installed: apt-get install python3-grpcio python3-protobuf";

    /// <param name="target">host:port.</param>
    /// <param name="call">The JSON object that generic_client.py describes.</param>
    public static GrpcPeerProcess Start(string target, string descriptorSet, object call) =>
        GrpcPeerProcess.Start(Python, GrpcPeerScripts.PathOf("generic_client.py"), Path.GetTempPath(), target, descriptorSet, call);
}
