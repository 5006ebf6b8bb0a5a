using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
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
        var cameras = new NamedCameras();
        var grpc = new Option<string?>("--grpc") { Description = "Where gRPC listens, instead of what the configuration says; port 0 for any free one.", HelpName = "IP:PORT" };
        var web = new Option<string?>("--web") { Description = "Serves the live page, /metrics and /healthz there; port 0 for any free one.", HelpName = "IP:PORT" };
        var check = new Option<bool>("--check-config") { Description = "Only check the configuration: all errors at once, exit code 1 if there is one." };
        var command = new Command("run", "Runs the service until it is stopped.") { config };
        cameras.AddTo(command);
        command.Add(grpc);
        command.Add(web);
        command.Add(check);
        command.SetAction(async (arguments, cancellation) =>
        {
            var isChecked = arguments.GetValue(check);
            try
            {
                var plan = At(PlanFor(arguments, arguments.GetValue(config), cameras), arguments.GetValue(grpc), arguments.GetValue(web));
                if (isChecked)
                {
                    Check(plan);
                    await Console.Out.WriteLineAsync($"the configuration is good; cameras: {plan.Cameras.Count}").ConfigureAwait(false);
                }
                else
                {
                    await RunAsync(plan, time, cancellation).ConfigureAwait(false);
                }

                return 0;
            }
            catch (ConfigurationException wrong) when (!isChecked)
            {
                await CommandLine.TellAsync(wrong.Errors).ConfigureAwait(false);
                return CommandLine.Misconfigured;
            }
        });
        return command;
    }

    private static async Task RunAsync(ServicePlan plan, TimeProvider time, CancellationToken cancellation)
    {
        // A closed terminal stops the service as properly as Ctrl-C does; there is no reload.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            await ServiceRunner.RunAsync(plan, time, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while still starting.
        }
    }

    private static ServicePlan PlanFor(ParseResult arguments, string? config, NamedCameras cameras)
    {
        if (config is null)
        {
            return cameras.Plan(arguments);
        }

        cameras.RefuseBesideFile(arguments);
        var plan = new ServicePlanReader(CredentialRedactor.RedactAddress).Read(config);
        return plan.Cameras.Count > 0 ? plan : throw new ConfigurationException($"{config}: cameras: is empty; add at least one");
    }

    /// <summary>Where it listens.</summary>
    private static ServicePlan At(ServicePlan plan, string? grpc, string? web)
    {
        if (grpc is not null)
        {
            plan = plan with { Grpc = plan.Grpc with { Enabled = true, Listen = Endpoint("--grpc", grpc) } };
        }

        return web is null ? plan : plan with { Web = plan.Web with { Enabled = true, Listen = Endpoint("--web", web) } };
    }

    private static IPEndPoint Endpoint(string option, string text) => ListenAddress.TryParse(text, out var endpoint)
        ? endpoint
        : throw new CommandFailedException($"{option}: '{text}' is no address to listen on; {ListenAddress.Form}");

    /// <summary>
    /// Whether recordings are there, and the networks known and do what they are to do; whether they are on this machine, and whether a camera answers, is the doctor's
    /// question. A service whose recording is absent runs on with its other cameras.
    /// </summary>
    private static void Check(ServicePlan plan)
    {
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        string[] errors =
        [
            .. from camera in plan.Cameras
               where camera.IsFile
               let problem = FileProblem.OfAbsent(camera.Url)
               where problem is not null
               select $"{camera}: url: {camera.Url}: {problem}",
            .. plan.Presets.SelectMany(preset => PresetCheck.ErrorsOf(preset, plan.Detector.BoxesFile is null, catalog)),
        ];
        if (errors.Length > 0)
        {
            throw new ConfigurationException(errors);
        }
    }
}
