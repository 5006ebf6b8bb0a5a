using Google.Protobuf.WellKnownTypes;
using PoseStream.Daemon.Watching;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Watching;

public sealed class LineViewTests
{
    [Theory]
    [InlineData(IntrinsicsSource.AssumedFieldOfView, 0.2f, "12.5 ms, lens assumed, distances ± 20 % | 7 confirmed at 0.50 -0.25 4.00 m, 1 joints")]
    [InlineData(IntrinsicsSource.EstimatedFromPeople, 0.04f, "12.5 ms, lens learnt from people, distances ± 4 % | 7 confirmed at 0.50 -0.25 4.00 m, 1 joints")]
    [InlineData(IntrinsicsSource.Configured, 0f, "12.5 ms | 7 confirmed at 0.50 -0.25 4.00 m, 1 joints")]
    public async Task Show_LensOfAnyOrigin_TellsHowFarPlacesMayBeOff(IntrinsicsSource source, float error, string expected)
    {
        var frame = Frame(new CameraIntrinsics { Source = source, FocalStandardError = error });
        frame.People.Add(new Person { TrackId = 7, State = TrackState.Confirmed, RootPositionM = new Vector3 { X = 0.5f, Y = -0.25f, Z = 4 }, Joints = { new Joint() } });

        Assert.EndsWith(expected, await LineAsync(frame), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_NoLensAtAll_SaysNothingOfIt() =>
        Assert.Equal("gate epoch 2 frame 9 1970-01-01T00:00:00.0000000+00:00 12.5 ms", await LineAsync(Frame(null)));

    private static PoseFrame Frame(CameraIntrinsics? lens) => new()
    {
        StreamId = "gate", StreamEpoch = 2, Sequence = 9, CaptureTime = new Timestamp(), Timings = new StageTimings { TotalMs = 12.5f }, Intrinsics = lens,
    };

    private static async Task<string> LineAsync(PoseFrame frame)
    {
        using var output = new StringWriter();
        await using var view = new LineView(output);
        Assert.True(view.Show(new StreamPosesResponse { Frame = frame }));
        return output.ToString().TrimEnd();
    }
}
