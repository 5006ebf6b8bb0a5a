using PoseStream.Grpc.Reflection.V1;
using PoseStream.Grpc.Server;
using PoseStream.Grpc.Wire;
using V1AlphaReflection = PoseStream.Grpc.Reflection.V1Alpha.ReflectionReflection;
using V1Reflection = PoseStream.Grpc.Reflection.V1.ReflectionReflection;

namespace PoseStream.Grpc.Reflection;

/// <summary>Serves grpc.reflection v1 and v1alpha: tools such as grpcurl then need no proto files.</summary>
public static class ReflectionEndpoints
{
    /// <summary>Tells of every service mapped on these endpoints, whether before or after.</summary>
    public static GrpcEndpoints MapReflection(this GrpcEndpoints endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var answers = new Lazy<ReflectionAnswers>(() => new ReflectionAnswers(endpoints.Services));
        var v1 = GrpcMethods.Find<ServerReflectionRequest, ServerReflectionResponse>(
            V1Reflection.Descriptor, "ServerReflection", "ServerReflectionInfo");

        // Both versions are the same on the wire, so one set of messages answers both.
        var alphaService = V1AlphaReflection.Descriptor.Services[0];
        var v1Alpha = new GrpcMethod<ServerReflectionRequest, ServerReflectionResponse>(
            alphaService, $"/{alphaService.FullName}/ServerReflectionInfo", clientStreams: true, serverStreams: true);
        return endpoints
            .MapDuplex(v1, (requests, responses, _) => AnswerAsync(answers.Value, requests, responses))
            .MapDuplex(v1Alpha, (requests, responses, _) => AnswerAsync(answers.Value, requests, responses));
    }

    private static async Task AnswerAsync(
        ReflectionAnswers answers, IAsyncEnumerable<ServerReflectionRequest> requests, GrpcServerStream<ServerReflectionResponse> responses)
    {
        await foreach (var request in requests.ConfigureAwait(false))
        {
            await responses.WriteAsync(answers.To(request)).ConfigureAwait(false);
        }
    }
}
