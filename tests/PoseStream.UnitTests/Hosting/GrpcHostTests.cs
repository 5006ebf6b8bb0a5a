using System.Net;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.Grpc.Client;
using PoseStream.Pipeline;
using PoseStream.TestKit.Fakes;
using PoseStream.UnitTests.Publishing;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class GrpcHostTests
{
    // More than any reader's windows and buffers hold: a connection whose reader takes nothing stalls long before.
    private const int Frames = 4000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Dispose_ReaderStalled_DoesNotWaitForIt()
    {
        var plan = ServicePlan.ForCameras(["front=/absent.mp4"], text => text);
        plan = plan with { Grpc = plan.Grpc with { Listen = new IPEndPoint(IPAddress.Loopback, 0), WriteTimeout = TimeSpan.FromMinutes(10) } };
        using var poses = new GrpcPosePublisher();
        using var cameras = new CameraFleet([], new PipelineServices([], new TrackIdSequence(), TimeProvider.System, new FixedRandom(0.5), new LogCollector()));
        var host = await GrpcHost.StartAsync(plan, cameras, poses, TimeProvider.System, CancellationToken.None);
        using var channel = new GrpcChannel(new Uri($"http://{host.Address}"));
        await using var reader = channel.StreamAsync(PoseMethods.StreamPoses, new StreamPosesRequest()).GetAsyncEnumerator();
        var first = reader.MoveNextAsync().AsTask();
        await Eventually.ThatAsync(() => poses.HasReaders);
        var message = PoseFrameMapper.Map(PublishedPoses.Frame);
        for (var i = 0; i < Frames; i++)
        {
            poses.Publish(PublishedPoses.Frame, message);
            // The writer takes turns, or most would be dropped for newer ones.
            await Task.Yield();
        }

        Assert.True(await first);
        await host.DisposeAsync().AsTask().WaitAsync(Patience);
    }
}
