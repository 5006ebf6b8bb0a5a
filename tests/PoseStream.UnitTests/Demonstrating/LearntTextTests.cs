using PoseStream.Daemon.Demonstrating;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class LearntTextTests
{
    private static readonly StreamStatus Learnt = new()
    {
        ImageWidthPx = 1280,
        Intrinsics = new CameraIntrinsics { FxPx = 640 / MathF.Tan(MathF.PI / 6), Source = IntrinsicsSource.EstimatedFromPeople, FocalStandardError = 0.05f },
        CameraPose = new CameraPose { PositionM = new Vector3 { Z = 3.21f }, HeightStandardErrorM = 0.18f },
    };

    [Fact]
    public void Of_CameraLearntFromPeople_SaysLensAndHeight() =>
        Assert.Equal("lens 60° ± 2 across, 3.2 m ± 0.2 over the ground", LearntText.Of(Learnt));

    [Theory]
    [InlineData(IntrinsicsSource.AssumedFieldOfView)]
    [InlineData(IntrinsicsSource.Configured)]
    public void Of_LensFromElsewhere_IsNothing(IntrinsicsSource source)
    {
        var status = Learnt.Clone();
        status.Intrinsics.Source = source;
        Assert.Null(LearntText.Of(status));
        Assert.Null(LearntText.Of(new StreamStatus()));
    }
}
