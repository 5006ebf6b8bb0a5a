using System.CommandLine;
using System.Net;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Media;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream run: the service.</summary>
internal static class RunCommand
{
    public static Command Create(TimeProvider time)
    {
        var config = new Option<string?>("--config") { Description = "The configuration file; config/posestream.json shows every key.", HelpName = "FILE" };
        var cameras = new Option<string[]>("--camera") { Description = "A camera without a configuration file; may be repeated.", HelpName = "NAME=URL" };
        var grpc = new Option<string?>("--grpc") { Description = "Where gRPC listens, instead of what the configuration says; port 0 for any free one.", HelpName = "HOST:PORT" };
        var check = new Option<bool>("--check-config") { Description = "Only check the configuration: all errors at once, exit code 1 if there is one." };
        var command = new Command("run", "Runs the service until it is stopped.") { config, cameras, grpc, check };
        command.SetAction(async (arguments, cancellation) =>
        {
            var plan = Read(arguments.GetValue(config), arguments.GetValue(cameras) ?? [], arguments.GetValue(grpc));
            if (arguments.GetValue(check))
            {
                CheckModels(plan);
                await Console.Out.WriteLineAsync($"the configuration is good: {plan.Cameras.Count} cameras").ConfigureAwait(false);
                return 0;
            }

            await ServiceRunner.RunAsync(plan, time, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static ServicePlan Read(string? config, string[] cameras, string? grpc)
    {
        var plan = (config, cameras) switch
        {
            ({ } file, []) => new ServicePlanReader(CredentialRedactor.RedactAddress).Read(file),
            (null, [_, ..]) => ServicePlan.ForCameras(cameras, CredentialRedactor.RedactAddress),
            (null, []) => throw new CommandFailedException("nothing to run: give --config FILE, or --camera NAME=URL for a start without a file"),
            _ => throw new CommandFailedException("--config and --camera cannot be given together: write the camera into the file"),
        };
        if (plan.Cameras.Count == 0)
        {
            throw new CommandFailedException($"{config}: cameras: is empty; add at least one");
        }

        return grpc is null ? plan : plan with { Grpc = plan.Grpc with { Enabled = true, Listen = Endpoint(grpc) } };
    }

    private static IPEndPoint Endpoint(string text) => IPEndPoint.TryParse(text, out var endpoint)
        ? endpoint
        : throw new CommandFailedException($"--grpc: '{text}' is not an address; write HOST:PORT with a numeric host, like 127.0.0.1:50051");

    private static void CheckModels(ServicePlan plan)
    {
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        catalog.Get(plan.Detector.Model);
        catalog.Get(plan.Pose.Model);
    }
}
