using System.CommandLine;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Daemon.Watching;
using PoseStream.Grpc.Client;
using PoseStream.V1;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream watch: who a running service sees, live.</summary>
internal static class WatchCommand
{
    public static Command Create(TimeProvider time)
    {
        var server = new Option<string>("--server")
        {
            Description = "The service's gRPC address.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:50051",
        };
        var streams = new Option<string[]>("--stream") { Description = "Only this stream; may be repeated.", HelpName = "NAME" };
        var count = new Option<int?>("--count") { Description = "Stop after so many frames.", HelpName = "N" };
        var command = new Command("watch", "Shows who a running service sees: a live table, or a line a frame where the output is no terminal.")
        {
            server, streams, count,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var address = AddressOf(arguments.GetValue(server)!);
            var request = new StreamPosesRequest();
            request.StreamIds.AddRange(arguments.GetValue(streams) ?? []);
            try
            {
                await WatchAsync(address, request, arguments.GetValue(count) ?? int.MaxValue, time, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Ctrl-C is how one stops watching.
            }

            return 0;
        });
        return command;
    }

    private static async Task WatchAsync(Uri address, StreamPosesRequest request, int count, TimeProvider time, CancellationToken cancellation)
    {
        using var channel = new GrpcChannel(address);
        IWatchView view = Console.IsOutputRedirected ? new LineView(StandardOutput.Open()) : new TableView(time);
        await using (view.ConfigureAwait(false))
        {
            await foreach (var response in channel.StreamAsync(PoseMethods.StreamPoses, request, cancellation: cancellation).ConfigureAwait(false))
            {
                if (!view.Show(response) || --count <= 0)
                {
                    return;
                }
            }
        }
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(text)
            : throw new CommandFailedException($"--server: '{text}' is not an address; write http://HOST:PORT");
}
