using System.Diagnostics;
using System.Globalization;
using PoseStream.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The service under load for a while: the books must balance, and memory must not be made per frame.</summary>
public sealed class LoadTests(ITestOutputHelper log)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    // The message of a frame: a PoseFrame record and for each person some 2.5 KB of joints. The room has at most two people at a time.
    // Anything per pixel, per crop or per run of a network would be hundreds of kilobytes.
    private const long LargestMessage_bytes = 6 * 1024;

    // What the start and the questions of this test allocate, however many frames the machine manages beside it.
    private const long Start_bytes = 2_500_000;

    [SharedFact("video/room-one-by-one.mp4", "models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    public async Task Run_TwoLoopedRecordingsFor30Seconds_BalancesItsBooksAndAllocatesOnlyMessages()
    {
        using var data = new TemporaryFolder();
        var video = SharedMaterial.PathOf("video/room-one-by-one.mp4");
        var config = data.Write("posestream.json", $$"""
            {
              "preset": "rtmdet-mediapipe",
              "cameras": [
                { "name": "a", "url": "{{video}}", "loop": true },
                { "name": "b", "url": "{{video}}", "loop": true }
              ],
              "grpc": { "listen": "127.0.0.1:0" }
            }
            """);
        await using var program = PoseStreamProgram.Start(data, "run", "--config", config);
        using var status = new StatusClient(await program.GrpcAsync());
        // Asking again and again would be counted: an answer is as large as a frame's message.
        await program.UntilLoggedAsync("camera a: streaming");
        var streaming = Stopwatch.GetTimestamp();
        await program.UntilLoggedAsync("camera b: streaming");
        await Task.Delay(Duration);

        foreach (var name in new[] { "a", "b" })
        {
            var stream = await status.GetAsync(name);
            var dropped = stream.FramesDropped.Values.Aggregate(0UL, (sum, count) => sum + count);
            log.WriteLine($"{name} while running: {stream.FramesDecoded} decoded = {stream.FramesPublished} published + {dropped} dropped + {stream.FramesInFlight} in flight");
            Assert.Equal(stream.FramesDecoded, stream.FramesPublished + dropped + stream.FramesInFlight);
            // Ten a second, by the recording's own time.
            Assert.InRange(stream.FramesDecoded / Stopwatch.GetElapsedTime(streaming).TotalSeconds, 250 / 30.0, 400 / 30.0);
        }

        Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
        var allPublished = 0L;
        foreach (var name in new[] { "a", "b" })
        {
            var flow = await program.UntilLoggedAsync($@"camera {name}: (\d+) decoded = (\d+) published \+ (\d+) dropped \+ (\d+) in flight");
            log.WriteLine(flow.Value);
            var (decoded, published, dropped, inFlight) = (Number(flow, 1), Number(flow, 2), Number(flow, 3), Number(flow, 4));
            Assert.Equal(0, inFlight);
            Assert.Equal(decoded, published + dropped);
            allPublished += published;
        }

        var stopped = await program.UntilLoggedAsync(@"stopped; .* (\d+) bytes");
        log.WriteLine(stopped.Value);
        Assert.InRange(Number(stopped, 1), 1, LargestMessage_bytes + (Start_bytes / allPublished));
        Assert.DoesNotContain(program.Log, line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal));
    }

    private static long Number(System.Text.RegularExpressions.Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
