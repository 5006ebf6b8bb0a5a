using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Server;
using PoseStream.V1;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>Many subscribers at once; the latency is told, not judged: it is the machine's as much as ours.</summary>
public class GrpcLoadTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(20, 30, 150)]
    public async Task StreamPoses_ManySubscribersAtCameraRate_EveryFrameComesOrIsCounted(int subscribers, int rateHz, int frames)
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcServerOptions());
        var time = TimeProvider.System;
        var sent = new long[frames];
        var receiving = Enumerable.Range(0, subscribers).Select(_ => ReceiveAsync()).ToArray();
        for (var i = 0; i < subscribers; i++)
        {
            await server.WaitForSubscriberAsync();
        }

        using (var tick = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rateHz), time))
        {
            for (var i = 0; i < frames; i++)
            {
                await tick.WaitForNextTickAsync();
                var frame = FrameOfThreePeople((ulong)i);
                sent[i] = time.GetTimestamp();
                server.Publish(frame);
            }
        }

        var latencies_ms = (await Task.WhenAll(receiving).WaitAsync(TimeSpan.FromSeconds(30))).SelectMany(one => one).Order().ToArray();

        output.WriteLine(
            $"{subscribers} subscribers x {rateHz} Hz x {FrameOfThreePeople(1).CalculateSize()} bytes: " +
            $"p50 {latencies_ms[latencies_ms.Length / 2]:F2} ms, p99 {latencies_ms[latencies_ms.Length * 99 / 100]:F2} ms, max {latencies_ms[^1]:F2} ms, missed {(subscribers * frames) - latencies_ms.Length}");

        async Task<List<double>> ReceiveAsync()
        {
            using var channel = server.CreateChannel();
            var latencies = new List<double>(frames);
            var told = 0UL;
            await foreach (var response in channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest()))
            {
                latencies.Add(time.GetElapsedTime(sent[response.Frame.Sequence]).TotalMilliseconds);
                told += 1 + response.Missed;
                Assert.Equal(response.Frame.Sequence + 1, told);
                if (told == (ulong)frames)
                {
                    break;
                }
            }

            return latencies;
        }
    }

    private static PoseFrame FrameOfThreePeople(ulong sequence)
    {
        var frame = new PoseFrame { StreamId = "gate", Sequence = sequence, FrameId = "gate/camera_optical", SkeletonId = "halpe26@1" };
        for (var person = 1U; person <= 3; person++)
        {
            var one = new Person { TrackId = person, State = TrackState.Confirmed, ExistenceProbability = 0.9f, RootPositionM = new Vector3 { X = 1.5f, Z = 4 } };
            for (var joint = 0U; joint < 26; joint++)
            {
                one.Joints.Add(new Joint
                {
                    Id = joint,
                    Confidence = 0.8f,
                    Visibility = Visibility.Visible,
                    PositionPx = new Vector2 { X = 320.5f + joint, Y = 200.25f },
                    PositionM = new Vector3 { X = 0.1f * joint, Y = -0.5f, Z = 4.25f },
                });
            }

            frame.People.Add(one);
        }

        return frame;
    }
}
