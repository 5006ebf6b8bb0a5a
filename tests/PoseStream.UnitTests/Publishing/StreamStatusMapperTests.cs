using System.Numerics;
using Google.Protobuf.WellKnownTypes;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Pipeline.Flow;
using PoseStream.Pipeline.Supervision;
using Xunit;
using V1 = PoseStream.V1;

namespace PoseStream.UnitTests.Publishing;

public sealed class StreamStatusMapperTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private static readonly ModelDescription[] Models = [new("detector", "yolox", "cpu", "no GPU"), new("pose", "landmarks", "cuda", null, 8)];

    private static readonly CameraModel Camera =
        CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60) with { CameraToWorld = new RigidTransform(Quaternion.Identity, new Vector3(0, 0, 3)) };

    private static readonly CameraStatus Status = new(
        new CameraId("front"), CameraState.Stalled, "no picture data for 5 s", Since, new StreamEpoch(3), "rtsp://***@host/1",
        new SourceReport("h264", "tcp", "vaapi", "cuda is not there"), new FrameGeometry(1280, 720), Camera,
        "too few people", new FlowSnapshot(110, 90, 5, [4, 3, 2, 6]), 24.75, Since.AddSeconds(1.5));

    [Fact]
    public void Map_Status_CarriesEveryField()
    {
        var expected = new V1.StreamStatus
        {
            StreamId = "front",
            State = V1.StreamState.Stalled,
            Message = "no picture data for 5 s",
            Since = Timestamp.FromDateTimeOffset(Since),
            StreamEpoch = 3,
            Source = "rtsp://***@host/1",
            Codec = "h264",
            Transport = "tcp",
            HardwareDecoder = "vaapi",
            HardwareFallbackReason = "cuda is not there",
            ImageWidthPx = 1280,
            ImageHeightPx = 720,
            FramesDecoded = 110,
            FramesPublished = 90,
            FramesInFlight = 5,
            FramesDropped = { ["no_buffer"] = Drops(DropReason.NoBuffer), ["superseded"] = Drops(DropReason.Superseded), ["item_fault"] = Drops(DropReason.ItemFault), ["stopped"] = Drops(DropReason.Stopped) },
            PublishedFps = 24.75f,
            Intrinsics = CameraMapper.Intrinsics(Camera),
            CameraPose = CameraMapper.Pose(Camera),
            CalibrationId = CameraMapper.Id(Camera),
            CalibrationNotice = "too few people",
            NextRetryTime = Timestamp.FromDateTimeOffset(Since.AddSeconds(1.5)),
            Models =
            {
                new V1.ModelStatus { ModelId = "detector", Family = "yolox", Provider = "cpu", FallbackReason = "no GPU", MaxBatch = 1 },
                new V1.ModelStatus { ModelId = "pose", Family = "landmarks", Provider = "cuda", MaxBatch = 8 },
            },
        };
        var message = StreamStatusMapper.Map(Status, Models);
        Assert.Equal(expected, message);
        Assert.Empty(EmptyFields.Of(message));
        Assert.Empty(EmptyFields.Of(message.Models[0]));
    }

    [Fact]
    public void Map_CameraNeverReached_LeavesWhatIsUnknownEmpty()
    {
        var message = StreamStatusMapper.Map(Status with { Report = null, Geometry = null, Model = null, CalibrationNotice = null, NextTry = null }, []);
        Assert.Equal(("", "", "", ""), (message.Codec, message.Transport, message.HardwareDecoder, message.HardwareFallbackReason));
        Assert.Equal((0u, 0u), (message.ImageWidthPx, message.ImageHeightPx));
        Assert.Equal((null, null, "", ""), (message.Intrinsics, message.CameraPose, message.CalibrationId, message.CalibrationNotice));
        Assert.Null(message.NextRetryTime);
        Assert.Empty(message.Models);
    }

    [Theory]
    [InlineData(CameraState.Connecting, V1.StreamState.Connecting)]
    [InlineData(CameraState.Streaming, V1.StreamState.Streaming)]
    [InlineData(CameraState.Disconnected, V1.StreamState.Disconnected)]
    [InlineData(CameraState.Stalled, V1.StreamState.Stalled)]
    [InlineData(CameraState.AuthenticationFailed, V1.StreamState.AuthFailed)]
    [InlineData(CameraState.NotFound, V1.StreamState.NotFound)]
    [InlineData(CameraState.Unreachable, V1.StreamState.Unreachable)]
    [InlineData(CameraState.Unsupported, V1.StreamState.Unsupported)]
    [InlineData(CameraState.DecodeError, V1.StreamState.DecodeError)]
    [InlineData(CameraState.Failed, V1.StreamState.Failed)]
    [InlineData(CameraState.Ended, V1.StreamState.Ended)]
    [InlineData(CameraState.Stopped, V1.StreamState.Ended)]
    public void Map_State_IsItsNamesake(CameraState state, V1.StreamState expected) =>
        Assert.Equal(expected, StreamStatusMapper.Map(Status with { State = state }, []).State);

    [Fact]
    public void NameOf_EveryReason_IsNamedAndDistinct()
    {
        var reasons = System.Enum.GetValues<DropReason>();
        Assert.Equal(reasons.Length, reasons.Select(StreamStatusMapper.NameOf).Distinct(StringComparer.Ordinal).Count());
    }

    private static ulong Drops(DropReason reason) => (ulong)Status.Flow.Drops[(int)reason];
}
