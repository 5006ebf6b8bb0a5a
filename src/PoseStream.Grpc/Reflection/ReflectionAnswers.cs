using Google.Protobuf.Reflection;
using PoseStream.Grpc.Reflection.V1;
using PoseStream.Grpc.Wire;
using Asked = PoseStream.Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace PoseStream.Grpc.Reflection;

/// <summary>Answers one reflection request. What is not found is an answer, not the end of the call.</summary>
internal sealed class ReflectionAnswers(IReadOnlyList<ServiceDescriptor> services)
{
    private readonly DescriptorIndex _index = new(services);

    public ServerReflectionResponse To(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Asked.ListServices:
                response.ListServicesResponse = ListServices();
                break;
            case Asked.FileByFilename when _index.FindFile(request.FileByFilename) is { } file:
                response.FileDescriptorResponse = Describe(file);
                break;
            case Asked.FileContainingSymbol when _index.FindSymbol(request.FileContainingSymbol) is { } file:
                response.FileDescriptorResponse = Describe(file);
                break;
            case Asked.AllExtensionNumbersOfType when _index.FindSymbol(request.AllExtensionNumbersOfType) is not null:
                // None of the contracts extends a message.
                response.AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = request.AllExtensionNumbersOfType };
                break;
            default:
                response.ErrorResponse = Refuse(request);
                break;
        }

        return response;
    }

    private static FileDescriptorResponse Describe(FileDescriptor file)
    {
        var response = new FileDescriptorResponse();
        response.FileDescriptorProto.AddRange(DescriptorIndex.WithImports(file).Select(one => one.SerializedData));
        return response;
    }

    private static ErrorResponse Refuse(ServerReflectionRequest request) => request.MessageRequestCase == Asked.None
        ? new ErrorResponse { ErrorCode = (int)GrpcStatusCode.InvalidArgument, ErrorMessage = "the request asks for nothing" }
        : new ErrorResponse { ErrorCode = (int)GrpcStatusCode.NotFound, ErrorMessage = $"not known here: {request}" };

    private ListServiceResponse ListServices()
    {
        var response = new ListServiceResponse();
        response.Service.AddRange(services
            .Select(service => new ServiceResponse { Name = service.FullName })
            .OrderBy(service => service.Name, StringComparer.Ordinal));
        return response;
    }
}
