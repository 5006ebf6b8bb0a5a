using System.CommandLine;
using System.Net;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Simulating;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream simulate: RTSP cameras that behave, and misbehave, as told.</summary>
internal static class SimulateCommand
{
    public static Command Create(TimeProvider time)
    {
        var names = new Argument<string[]>("NAME") { Description = $"A rendered clip ({ClipNames.All}) or a video file; one camera each.", Arity = ArgumentArity.OneOrMore };
        var port = new Option<int?>("--port") { Description = "Of the first camera, on this machine only; the others take the ports above. Any free ones unless given.", HelpName = "P" };
        var listen = new Option<string?>("--listen") { Description = "The same for other machines too: *:8554, or the address of one interface.", HelpName = "IP:PORT" };
        var user = new Option<string?>("--user") { Description = "Who may watch; everybody unless given.", HelpName = "U" };
        var password = new Option<string?>("--password") { Description = "With --user.", HelpName = "W" };
        var faults = new Option<string[]>("--fault")
        {
            Description = $"What goes wrong, and when, counted from when a camera is watched for the first time: {CameraFault.Form}. "
                + $"KIND is one of {CameraFault.Kinds}; loss is for clients over UDP. May be repeated.",
            HelpName = "KIND@SECONDS[+FOR]",
        };
        var command = new Command("simulate", "Plays clips of people as RTSP cameras, over TCP or UDP as a client asks, until it is stopped.") { names, port, listen, user, password, faults };
        command.SetAction(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetValue(names)!;
            var options = new SimulateOptions(
                wanted,
                EndpointOf(arguments.GetValue(port), arguments.GetValue(listen), wanted.Length),
                CredentialsOf(arguments.GetValue(user), arguments.GetValue(password)),
                CameraFault.ParseAll(arguments.GetValue(faults) ?? []));
            try
            {
                await Simulation.RunAsync(options, time, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Ctrl-C is how one stops it.
            }

            return 0;
        });
        return command;
    }

    private static IPEndPoint EndpointOf(int? port, string? listen, int cameras)
    {
        if (port is not null && listen is not null)
        {
            throw new CommandFailedException("--port: --listen says it already; give one of them");
        }

        if (port is not (null or (>= 0 and <= ushort.MaxValue)))
        {
            throw new CommandFailedException($"--port: {port} is no port; give 0 to {ushort.MaxValue}");
        }

        IPEndPoint? endpoint = new(IPAddress.Loopback, port ?? 0);
        if (listen is not null && !ListenAddress.TryParse(listen, out endpoint))
        {
            throw new CommandFailedException($"--listen: '{listen}' is not an address; {ListenAddress.Form}");
        }

        return endpoint.Port == 0 || endpoint.Port + cameras - 1 <= ushort.MaxValue
            ? endpoint
            : throw new CommandFailedException($"{(listen is null ? "--port" : "--listen")}: there are {cameras} cameras, and not so many ports from {endpoint.Port} on");
    }

    private static CameraCredentials? CredentialsOf(string? user, string? password) => (user, password) switch
    {
        (null, null) => null,
        ({ Length: > 0 }, { Length: > 0 }) => new CameraCredentials(user, password),
        _ => throw new CommandFailedException("--user and --password belong together; give both"),
    };
}
