using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using PoseStream.IntegrationTests.Grpc;
using PoseStream.V1;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

public sealed class WatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Watch_ReaderOfThePipeHasGone_EndsWell()
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var shell = Process.Start(new ProcessStartInfo(
            "bash", ["-c", "\"$0\" watch --server \"$1\" | head -n 1; exit ${PIPESTATUS[0]}", Path.Combine(AppContext.BaseDirectory, "posestream"), server.Address.ToString()])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        try
        {
            await server.WaitForSubscriberAsync();
            var ended = shell.WaitForExitAsync().WaitAsync(Patience);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!ended.IsCompleted && await timer.WaitForNextTickAsync())
            {
                server.Publish(new PoseFrame { StreamId = "gate", CaptureTime = new Timestamp(), Timings = new StageTimings() });
            }

            await ended;
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
        }

        Assert.Equal(("", 0), (await errors, shell.ExitCode));
        Assert.StartsWith("gate epoch 0 frame 0 ", Assert.Single((await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
