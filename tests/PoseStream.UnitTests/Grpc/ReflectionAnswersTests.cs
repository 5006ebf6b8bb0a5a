using Google.Protobuf.Reflection;
using PoseStream.Grpc.Reflection;
using PoseStream.Grpc.Reflection.V1;
using PoseStream.Grpc.Wire;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

public class ReflectionAnswersTests
{
    private readonly ReflectionAnswers _answers = new([.. StreamsReflection.Descriptor.Services, .. SkeletonReflection.Descriptor.Services]);

    [Fact]
    public void To_ListServices_NamesAllSorted()
    {
        var names = _answers.To(new() { ListServices = "*" }).ListServicesResponse.Service.Select(service => service.Name);
        Assert.Equal(["posestream.v1.PoseService", "posestream.v1.SkeletonService", "posestream.v1.StreamService"], names);
    }

    [Theory]
    [InlineData("posestream.v1.PoseService")]
    [InlineData("posestream.v1.PoseService.StreamPoses")]
    [InlineData("posestream.v1.StreamPosesRequest")]
    [InlineData("posestream.v1.StreamStatus.FramesDroppedEntry")]
    [InlineData("posestream.v1.StreamState")]
    public void To_SymbolOfAFile_GivesItFirstAndAllItsImports(string symbol)
    {
        var files = FilesOf(_answers.To(new() { FileContainingSymbol = symbol }));

        Assert.Equal("posestream/v1/streams.proto", files[0]);
        Assert.Equal(
            ["google/protobuf/duration.proto", "google/protobuf/timestamp.proto", "posestream/v1/pose.proto", "posestream/v1/streams.proto"],
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void To_SymbolOfAnImportedFile_IsFound() =>
        Assert.Equal("posestream/v1/pose.proto", FilesOf(_answers.To(new() { FileContainingSymbol = "posestream.v1.PoseFrame" }))[0]);

    [Fact]
    public void To_FileName_GivesTheFile() =>
        Assert.Equal(["posestream/v1/skeleton.proto"], FilesOf(_answers.To(new() { FileByFilename = "posestream/v1/skeleton.proto" })));

    [Fact]
    public void To_ExtensionNumbersOfKnownType_IsAnEmptyList() =>
        Assert.Empty(_answers.To(new() { AllExtensionNumbersOfType = "posestream.v1.PoseFrame" }).AllExtensionNumbersResponse.ExtensionNumber);

    [Fact]
    public void To_UnknownThings_AreNotFound()
    {
        ServerReflectionRequest[] requests =
        [
            new() { FileContainingSymbol = "posestream.v1.Nothing" },
            new() { FileByFilename = "nothing.proto" },
            new() { AllExtensionNumbersOfType = "posestream.v1.Nothing" },
            new() { FileContainingExtension = new() { ContainingType = "posestream.v1.PoseFrame", ExtensionNumber = 1 } },
        ];
        Assert.All(requests, request => Assert.Equal((int)GrpcStatusCode.NotFound, _answers.To(request).ErrorResponse.ErrorCode));
    }

    [Fact]
    public void To_EmptyRequest_IsInvalid() =>
        Assert.Equal((int)GrpcStatusCode.InvalidArgument, _answers.To(new()).ErrorResponse.ErrorCode);

    private static List<string> FilesOf(ServerReflectionResponse response) =>
        [.. response.FileDescriptorResponse.FileDescriptorProto.Select(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name)];
}
