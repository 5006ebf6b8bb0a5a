using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Estimators;

public sealed class MediaPipeLandmarksFamilyTests
{
    private const int RightKnee = 26;
    private static readonly TensorInfo[] Tensors =
    [
        new("landmarks", TensorElementType.Float32, [1, 195]),
        new("flag", TensorElementType.Float32, [1, 1]),
        new("world", TensorElementType.Float32, [1, 117]),
    ];

    private readonly float[] _landmarks = new float[2 * 195];
    private readonly float[] _world = new float[2 * 117];
    private readonly PoseEstimate _result = new(33);

    [Fact]
    public void Decode_SecondItem_GivesItsJointsWithProbabilities()
    {
        Write(1, RightKnee, new Vector3(120, 200, -30), visibility: 0, presence: 2, new Vector3(0.1f, 0.5f, -0.2f));

        Decode(1);

        var joint = _result.Joints[RightKnee];
        Assert.Equal(new Vector2(120, 200), joint.Pixel);
        Assert.Equal(new Vector3(0.1f, 0.5f, -0.2f), joint.RootRelative_m);
        Assert.Equal(0.880797f, joint.Confidence, 1e-5f);
        Assert.Equal(0.5f, joint.Visibility, 1e-6f);
        Assert.Equal(0.75f, _result.Score);
    }

    [Theory]
    [InlineData(-0.01f, 120)]
    [InlineData(float.NaN, 120)]
    [InlineData(5, float.PositiveInfinity)]
    public void Decode_NotPresentOrNoNumber_IsAbsent(float presence, float x)
    {
        Write(0, RightKnee, new Vector3(x, 200, 0), visibility: 5, presence, Vector3.One);

        Decode(0);

        Assert.False(_result.Joints[RightKnee].IsPresent);
        Assert.True(_result.Joints[0].IsPresent);
    }

    [Fact]
    public void Decode_HugeLogit_StaysAProbability()
    {
        Write(0, RightKnee, Vector3.One, visibility: float.MinValue, presence: float.MaxValue, Vector3.One);

        Decode(0);

        Assert.Equal(1, _result.Joints[RightKnee].Confidence);
        Assert.Equal(0, _result.Joints[RightKnee].Visibility, 1e-6f);
    }

    [Fact]
    public void Bind_LandmarksOfAnotherNetwork_IsRefused()
    {
        var error = Assert.Throws<ModelContractException>(() => new MediaPipeLandmarksFamily().Bind(
            TestModels.Landmarks(), [Tensors[0] with { Dimensions = [1, 124] }, Tensors[1], Tensors[2]]));
        Assert.Contains("landmarks Float32[1,124], expected Float32[?,195]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_FamilyOfAnotherTaskOrUnknown_IsRefusedByName()
    {
        var task = Assert.Throws<ModelContractException>(() => FamilyCatalog.Get<IDetectionFamily>(TestModels.Landmarks()));
        Assert.Contains("family 'mediapipe-landmarks', which cannot be used for this task", task.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ModelContractException>(() => FamilyCatalog.Get<IPoseFamily>(TestModels.Landmarks() with { Family = "posenet9" }));
        Assert.Contains("no family 'posenet9'; there are posestream-detector", unknown.Message, StringComparison.Ordinal);
    }

    private void Decode(int item) => new MediaPipeLandmarksFamily().Bind(TestModels.Landmarks(), Tensors).Decode(
        new TensorOutputs(([2, 195], _landmarks), ([2, 1], new[] { 0.25f, 0.75f }), ([2, 117], _world)), item, _result);

    private void Write(int item, int joint, Vector3 pixel, float visibility, float presence, Vector3 world)
    {
        float[] landmark = [pixel.X, pixel.Y, pixel.Z, visibility, presence];
        landmark.CopyTo(_landmarks, (item * 195) + (joint * 5));
        world.CopyTo(_world, (item * 117) + (joint * 3));
    }
}
