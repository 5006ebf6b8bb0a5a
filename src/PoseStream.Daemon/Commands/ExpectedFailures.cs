using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Grpc.Wire;
using PoseStream.Inference;
using PoseStream.Media;
using PoseStream.Mqtt;
using PoseStream.Synthesis.Datasets;

namespace PoseStream.Daemon.Commands;

/// <summary>Tells what a user can act on from what is a bug: the former is one line each and an exit code of <see cref="CommandLine"/>'s, the latter keeps its stack trace.</summary>
public static class ExpectedFailures
{
    /// <returns>The lines to show; null for a bug.</returns>
    public static IReadOnlyList<string>? LinesOf(Exception exception) => exception switch
    {
        ConfigurationException configuration => configuration.Errors,
        CommandFailedException or ModelStoreException or ModelContractException or InferenceLibraryException or MediaLibraryException
            or MqttLibraryException or DatasetException => [exception.Message],
        GrpcStatusException status => [$"{status.Code}: {status.Message}"],
        _ => null,
    };
}
