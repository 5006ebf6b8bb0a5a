using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Frames;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Lifters;

/// <summary>A lifter's family with the tensors of a file, a window of poses, and outputs to write into.</summary>
internal sealed class LifterCase(ITemporalFamily family, string? skeleton, long[] input, long[] output)
{
    private readonly Dictionary<string, double> _decode = [];

    public static FrameGeometry Frame { get; } = new(800, 600);

    public LifterCase With(string constant, double value)
    {
        _decode[constant] = value;
        return this;
    }

    public ITemporalCodec Bind() => family.Bind(
        TestModels.Manifest("a-lifter", ModelTask.Lift, family.Name, InputSpec.None) with { Skeleton = skeleton, Decode = _decode },
        new TensorInfo("input", TensorElementType.Float32, input),
        [new TensorInfo("output", TensorElementType.Float32, output)]);

    public ModelContractException Refused() => Assert.Throws<ModelContractException>(Bind);

    /// <summary>Where joint <paramref name="joint"/> is in frame <paramref name="frame"/>, pixels.</summary>
    public static Vector2 PixelOf(int joint, int frame) => new(300 + (11 * joint) + (3 * frame), 100 + (17 * (joint % 5)) - frame);

    public static PoseWindow Window(ITemporalCodec codec, int frames, params int[] missing)
    {
        var window = new PoseWindow(codec.Window, codec.Delay, codec.Input.Count, codec.FeatureCount);
        for (var t = 0; t < frames; t++)
        {
            window.Add(Pose(codec.Input, t, missing), Frame, default);
        }

        return window;
    }

    public static PoseEstimate Pose(Skeleton skeleton, int frame, params int[] missing)
    {
        var pose = new PoseEstimate(skeleton.Count) { Score = 0.9f };
        for (var j = 0; j < skeleton.Count; j++)
        {
            pose.Joints[j] = missing.Contains(j) ? JointEstimate.Absent : JointEstimate.Absent with { Pixel = PixelOf(j, frame), Confidence = 0.8f, Visibility = 0.7f };
        }

        return pose;
    }

    public static float[] Encode(ITemporalCodec codec, PoseWindow window)
    {
        var input = new float[codec.InputShape.Aggregate(1L, (a, b) => a * b)];
        codec.Encode(window, input);
        return input;
    }

    /// <param name="values">Of the whole output tensor.</param>
    public static PoseEstimate Decode(ITemporalCodec codec, PoseWindow window, float[] values, int item = 0)
    {
        var result = new PoseEstimate(codec.Output.Count);
        codec.Decode(new TensorOutputs(([values.Length], values)), item, window, result);
        return result;
    }
}
