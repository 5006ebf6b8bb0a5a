using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Lifters;

public sealed class PoseStreamTemporalFamilyTests
{
    private const int Frames = 4;
    private const int Columns = 187;
    private const float MetresPerPixel = 0.01f;
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int Wrist = Halpe26.Skeleton.IndexOf("left_wrist");

    [Fact]
    public void Bind_OtherColumns_IsRefused()
    {
        var error = Assert.Throws<ModelContractException>(() => Bind(columns: 188));

        Assert.Contains("expected Float32[?,frames,187]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_FramesNotKnown_IsRefused() => Assert.Throws<ModelContractException>(() => Bind(frames: -1));

    [Fact]
    public void Encode_Newest_IsWhatThePoseNetworkSaid()
    {
        var codec = Bind();

        var row = Row(codec, WindowOf(codec, Pose(0), Pose(1), Pose(2), Pose(3)), Frames - 1);

        var wrist = Pose(3).Joints[Wrist];
        Assert.Equal(
            [wrist.RootRelative_m.X, wrist.RootRelative_m.Y, wrist.RootRelative_m.Z, wrist.Confidence, wrist.Visibility, wrist.PixelSigma * MetresPerPixel, wrist.DepthSigma_m],
            row.AsSpan(Wrist * 7, 7).ToArray());
        Assert.Equal([0, 0, 0, 0, 1], row[^5..]);
    }

    [Fact]
    public void Encode_EarlierFrames_TellHowFarThePelvisHasMovedAndWhen()
    {
        var codec = Bind();
        var nearer = Pose(0);
        nearer.MetresPerPixel = 2 * MetresPerPixel;

        var row = Row(codec, WindowOf(codec, nearer, Pose(1), Pose(2), Pose(3)), 0);

        // Three pixels to the right a frame, and ten frames a second.
        Assert.Equal(-9 * MetresPerPixel, row[^5], 1e-5f);
        Assert.Equal(0, row[^4], 1e-5f);
        Assert.Equal(MathF.Log(2), row[^3], 1e-5f);
        Assert.Equal(0.3f, row[^2], 1e-5f);
    }

    [Fact]
    public void Encode_JointAbsent_IsAllZero()
    {
        var codec = Bind();
        var pose = Pose(0);
        pose.Joints[Wrist] = JointEstimate.Absent;

        var row = Row(codec, WindowOf(codec, pose), Frames - 1);

        Assert.All(row.AsSpan(Wrist * 7, 7).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Encode_FrameWithoutPelvis_TheNextStandsForIt()
    {
        var codec = Bind();
        var window = WindowOf(codec, Pose(0), Without(Pelvis, Pose(1)), Pose(2), Pose(3));

        Assert.Equal(Row(codec, window, 2), Row(codec, window, 1));
        Assert.NotEqual(Row(codec, window, 1), Row(codec, window, 0));
    }

    [Fact]
    public void Encode_NewestWithoutPelvis_IsAllZeroAndThePoseStays()
    {
        var codec = Bind();
        var window = WindowOf(codec, Pose(0), Without(Pelvis, Pose(1)));

        Assert.All(Row(codec, window, Frames - 1), value => Assert.Equal(0, value));
        Assert.Equal(window[Frames - 1].Joints[Wrist], Decode(codec, window, offset: new Vector3(1, 1, 1), logScale: 1).Joints[Wrist]);
    }

    [Fact]
    public void Decode_Offsets_MoveMetresAndLeavePixels()
    {
        var codec = Bind();
        var window = WindowOf(codec, Pose(0));

        var result = Decode(codec, window, new Vector3(0.02f, -0.03f, 0.1f), MathF.Log(1.5f));

        var before = Pose(0).Joints[Wrist];
        Assert.Equal(before.Pixel, result.Joints[Wrist].Pixel);
        Assert.Equal(before.PlacingPixel + new Vector2(2, -3), result.Joints[Wrist].PlacingPixel);
        // The pelvis went along.
        Assert.Equal(0, Vector3.Distance(before.RootRelative_m + new Vector3(0, 0, 0.1f), result.Joints[Wrist].RootRelative_m), 1e-5f);
        Assert.Equal(Vector3.Zero, result.Joints[Pelvis].RootRelative_m);
        Assert.Equal(1.5f * MetresPerPixel, result.MetresPerPixel, 1e-6f);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(0, float.PositiveInfinity)]
    public void Decode_NoNumbers_GivesNobody(float offset, float logScale)
    {
        var codec = Bind();

        var result = Decode(codec, WindowOf(codec, Pose(0)), new Vector3(offset), logScale);

        Assert.All(result.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
    }

    private static ITemporalCodec Bind(long frames = Frames, long columns = Columns) => new PoseStreamTemporalFamily().Bind(
        TestModels.Manifest("a-sequence", ModelTask.Sequence, "posestream-temporal", InputSpec.None),
        new TensorInfo("poses", TensorElementType.Float32, [-1, frames, columns]),
        [new TensorInfo("offsets", TensorElementType.Float32, [-1, 26, 3]), new TensorInfo("log_scale", TensorElementType.Float32, [-1, 1])]);

    private static PoseEstimate Pose(int frame)
    {
        var pose = new PoseEstimate(Halpe26.Skeleton.Count) { Score = 0.9f, MetresPerPixel = MetresPerPixel };
        for (var j = 0; j < Halpe26.Skeleton.Count; j++)
        {
            var metres = j == Pelvis ? Vector3.Zero : new Vector3(0.02f * j, 0.1f - (0.01f * j), 0.003f * frame);
            var pixel = new Vector2(300 + (3 * frame), 200) + (new Vector2(metres.X, metres.Y) / MetresPerPixel);
            pose.Joints[j] = new JointEstimate(pixel + new Vector2(1, 1), metres, 0.8f, 0.7f, 2, 0.05f, pixel);
        }

        return pose;
    }

    private static PoseEstimate Without(int joint, PoseEstimate pose)
    {
        pose.Joints[joint] = JointEstimate.Absent;
        return pose;
    }

    private static PoseWindow WindowOf(ITemporalCodec codec, params ReadOnlySpan<PoseEstimate> poses)
    {
        var window = new PoseWindow(codec.Window, codec.Delay, codec.Input.Count, codec.FeatureCount);
        for (var i = 0; i < poses.Length; i++)
        {
            window.Add(poses[i], LifterCase.Frame, MediaTime.FromSeconds(0.1 * i));
        }

        return window;
    }

    private static float[] Row(ITemporalCodec codec, PoseWindow window, int frame) => LifterCase.Encode(codec, window)[(frame * Columns)..((frame + 1) * Columns)];

    private static PoseEstimate Decode(ITemporalCodec codec, PoseWindow window, Vector3 offset, float logScale)
    {
        float[] offsets = [.. Enumerable.Repeat(new[] { offset.X, offset.Y, offset.Z }, Halpe26.Skeleton.Count).SelectMany(values => values)];
        var result = new PoseEstimate(codec.Output.Count);
        codec.Decode(new TensorOutputs(([offsets.Length], offsets), ([1], new[] { logScale })), 0, window, result);
        return result;
    }
}
