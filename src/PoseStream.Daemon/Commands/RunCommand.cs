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
        var cameras = new Option<string[]>("--camera") { Description = "A camera without a configuration file; may be repeated.", HelpName = "NAME=URL" };
        var preset = new Option<string?>("--preset") { Description = $"With --camera, the networks: {string.Join(", ", ModelPreset.All.Select(p => p.Name))}, or one network a stage, such as detect=ID,pose2d=ID.", HelpName = "NAME" };
        var people = new Option<bool>("--calibrate-from-people") { Description = "With --camera, for cameras that do not move: learns lens, height and pitch from the people who pass, and distances with them." };
        var grpc = new Option<string?>("--grpc") { Description = "Where gRPC listens, instead of what the configuration says; port 0 for any free one.", HelpName = "IP:PORT" };
        var web = new Option<string?>("--web") { Description = "Serves the live page, /metrics and /healthz there; port 0 for any free one.", HelpName = "IP:PORT" };
        var check = new Option<bool>("--check-config") { Description = "Only check the configuration: all errors at once, exit code 1 if there is one." };
        var command = new Command("run", "Runs the service until it is stopped.") { config, cameras, preset, people, grpc, web, check };
        command.SetAction(async (arguments, cancellation) =>
        {
            // Loading takes seconds, none of it asynchronous, and the library waits at a signal only for actions that have given it their task.
            await Task.Yield();
            var isChecked = arguments.GetValue(check);
            try
            {
                var plan = At(
                    arguments.GetValue(config) is { } file
                        ? Read(file, arguments.GetValue(cameras) ?? [], arguments.GetValue(preset), arguments.GetValue(people))
                        : For(arguments.GetValue(cameras) ?? [], arguments.GetValue(preset), arguments.GetValue(people)),
                    arguments.GetValue(grpc), arguments.GetValue(web));
                if (isChecked)
                {
                    CheckModels(plan);
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

    /// <summary>What only cameras of the command line have is told before the file is read.</summary>
    private static ServicePlan Read(string config, string[] cameras, string? preset, bool calibrateFromPeople)
    {
        if (cameras.Length > 0)
        {
            throw new CommandFailedException("--config and --camera cannot be given together: write the camera into the file");
        }

        if (preset is not null || calibrateFromPeople)
        {
            throw new CommandFailedException(preset is not null
                ? "--preset is for --camera; in a configuration file write \"preset\""
                : "--calibrate-from-people is for --camera; in a configuration file write \"calibrate_from_people\": true into the camera's entry");
        }

        var plan = new ServicePlanReader(CredentialRedactor.RedactAddress).Read(config);
        return plan.Cameras.Count > 0 ? plan : throw new ConfigurationException($"{config}: cameras: is empty; add at least one");
    }

    private static ServicePlan For(string[] cameras, string? presetName, bool calibrateFromPeople)
    {
        if (cameras.Length == 0)
        {
            throw new CommandFailedException("nothing to run: give --config FILE, or --camera NAME=URL for a start without a file");
        }

        var plan = ServicePlan.ForCameras(cameras, CredentialRedactor.RedactAddress);
        if (presetName is not null)
        {
            plan = ModelPreset.TryParse(presetName, out var preset, out var problem) ? plan.With(preset) : throw new CommandFailedException($"--preset: {problem}");
        }

        return plan with { Cameras = new ValueList<CameraPlan>([.. plan.Cameras.Select(camera => camera with { CalibrateFromPeople = calibrateFromPeople })]) };
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

    /// <summary>Whether the networks are known and do what they are to do; whether they are on this machine is the doctor's question.</summary>
    private static void CheckModels(ServicePlan plan)
    {
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        string[] errors = [.. plan.Presets.SelectMany(preset => PresetCheck.ErrorsOf(preset, plan.Detector.BoxesFile is null, catalog))];
        if (errors.Length > 0)
        {
            throw new ConfigurationException(errors);
        }
    }
}
