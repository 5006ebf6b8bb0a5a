using Xunit;

namespace PoseStream.TestKit.Grpc;

/// <summary>A theory over <see cref="GrpcPeer"/>; skipped with its reason where one of them cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GrpcPeerTheoryAttribute : TheoryAttribute
{
    public GrpcPeerTheoryAttribute() => Skip = PythonGrpcClient.WhyAbsent ?? NodeGrpcClient.WhyAbsent;
}
