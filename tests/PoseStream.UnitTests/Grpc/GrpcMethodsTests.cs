using PoseStream.Grpc.Wire;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

public class GrpcMethodsTests
{
    [Fact]
    public void Find_MethodOfTheProto_KnowsPathAndStreaming()
    {
        var method = GrpcMethods.Find<StreamPosesRequest, StreamPosesResponse>(StreamsReflection.Descriptor, "PoseService", "StreamPoses");

        Assert.Equal("/posestream.v1.PoseService/StreamPoses", method.Path);
        Assert.False(method.ClientStreams);
        Assert.True(method.ServerStreams);
    }

    [Fact]
    public void Find_OtherMessageTypes_SaysWhichAreRight()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            GrpcMethods.Find<GetStreamRequest, StreamPosesResponse>(StreamsReflection.Descriptor, "PoseService", "StreamPoses"));
        Assert.Contains("takes StreamPosesRequest", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PoseService", "Nothing")]
    [InlineData("NoService", "StreamPoses")]
    public void Find_UnknownName_NamesIt(string service, string method)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            GrpcMethods.Find<StreamPosesRequest, StreamPosesResponse>(StreamsReflection.Descriptor, service, method));
        Assert.Contains($"{service}.{method}", error.Message, StringComparison.Ordinal);
    }
}
