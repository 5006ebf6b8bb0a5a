using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Grpc.Client;
using PoseStream.Grpc.Wire;
using PoseStream.Synthesis.Cameras;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;
using Xunit.Abstractions;
using CameraModel = PoseStream.Core.Geometry.CameraModel;

namespace PoseStream.IntegrationTests.Service;

/// <summary>A service that learns a camera of which nothing is known from the people who pass: rendered people, a camera of our own, everything else as in production.</summary>
public sealed class LearningTests(ITestOutputHelper log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly GrpcMethod<StreamPosesRequest, StreamPosesResponse> StreamPoses =
        GrpcMethods.Find<StreamPosesRequest, StreamPosesResponse>(StreamsReflection.Descriptor, "PoseService", "StreamPoses");

    private static readonly GrpcMethod<GetStreamRequest, GetStreamResponse> GetStream =
        GrpcMethods.Find<GetStreamRequest, GetStreamResponse>(StreamsReflection.Descriptor, "StreamService", "GetStream");

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Run_CameraOfWhichNothingIsKnown_IsLearntFromPeopleAndKnownAfterARestart()
    {
        var clip = SquareClip.Render(1);
        await using var camera = SimulatedCamera.Start(clip.Video, new SimulatedCameraOptions { Path = "square" }, TimeProvider.System, NullLogger.Instance);
        var view = clip.View;
        var kept = _data.PathOf("posestream/calibration/square.json");

        PoseFrame known;
        await using (var program = PoseStreamProgram.Start(_data, "run", "--camera", $"square={camera.Url}", "--calibrate-from-people", "--grpc", "127.0.0.1:0"))
        {
            var before = await StatusAsync(await program.GrpcAsync());
            (var first, known) = await UntilLearntAsync(await program.GrpcAsync());
            Assert.NotEmpty(before.CalibrationNotice);
            Assert.Equal(IntrinsicsSource.AssumedFieldOfView, first.Intrinsics.Source);
            Assert.Null(first.CameraPose);

            log.WriteLine($"true {view.Model.HorizontalFieldOfView_deg:F1} degrees, {view.Position_m.Z:F2} m; {(await program.UntilLoggedAsync("learnt from people.*")).Value}");
            Assert.InRange(known.Intrinsics.FocalStandardError, 0.02, 0.13);
            Assert.InRange(Math.Abs(Math.Log(known.Intrinsics.FxPx / view.Model.Fx)), 0, 3 * known.Intrinsics.FocalStandardError);
            Assert.InRange(known.CameraPose.HeightStandardErrorM, 0.05, 0.6);
            Assert.InRange(Math.Abs(known.CameraPose.PositionM.Z - view.Position_m.Z), 0, 3 * known.CameraPose.HeightStandardErrorM);
            Assert.NotEqual(first.CalibrationId, known.CalibrationId);
            var status = await StatusAsync(await program.GrpcAsync());
            for (var round = 0; round < 10 && status.CalibrationId != known.CalibrationId; round++)
            {
                // It goes on learning between the two answers.
                (_, known) = await UntilLearntAsync(await program.GrpcAsync());
                status = await StatusAsync(await program.GrpcAsync());
            }

            Assert.Equal((known.CalibrationId, known.Intrinsics, known.CameraPose, ""), (status.CalibrationId, status.Intrinsics, status.CameraPose, status.CalibrationNotice));
            Assert.True(File.Exists(kept));
            Assert.Equal(0, (await program.TerminateAsync()).ExitCode);
        }

        // What is kept is what was seen to be learnt, unless it has learnt more until its end.
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(kept));
        var fx_px = (float)CameraModel.FromFieldOfView(view.Model.Geometry, file.RootElement.GetProperty("horizontal_fov_deg").GetDouble()).Fx;

        Assert.InRange(fx_px / known.Intrinsics.FxPx, 0.9f, 1.1f);

        await using var again = PoseStreamProgram.Start(_data, "run", "--camera", $"square={camera.Url}", "--calibrate-from-people", "--grpc", "127.0.0.1:0");
        await again.UntilLoggedAsync("begins with what was learnt of it before");
        await foreach (var frame in FramesAsync(await again.GrpcAsync()))
        {
            Assert.Equal(IntrinsicsSource.EstimatedFromPeople, frame.Intrinsics.Source);
            Assert.NotNull(frame.CameraPose);
            Assert.Equal(fx_px, frame.Intrinsics.FxPx);
            Assert.Equal(fx_px == known.Intrinsics.FxPx, known.CalibrationId == frame.CalibrationId);
            break;
        }
    }

    /// <summary>The first frame, and the first that rests on what was learnt.</summary>
    private static async Task<(PoseFrame First, PoseFrame Learnt)> UntilLearntAsync(IPEndPoint server)
    {
        PoseFrame? first = null;
        await foreach (var frame in FramesAsync(server))
        {
            first ??= frame;
            if (frame.CameraPose is not null)
            {
                return (first, frame);
            }
        }

        throw new TimeoutException("the camera was never learnt");
    }

    private static async Task<StreamStatus> StatusAsync(IPEndPoint server)
    {
        using var channel = new GrpcChannel(new Uri($"http://{server}"));
        return (await channel.CallAsync(GetStream, new GetStreamRequest { StreamId = "square" }, Patience)).Stream;
    }

    private static async IAsyncEnumerable<PoseFrame> FramesAsync(IPEndPoint server)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var channel = new GrpcChannel(new Uri($"http://{server}"));
        await foreach (var response in channel.StreamAsync(StreamPoses, new StreamPosesRequest()).WithCancellation(patience.Token))
        {
            yield return response.Frame;
        }
    }
}
