using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using Xunit;
using static PoseStream.UnitTests.Families.Lifters.LifterCase;

namespace PoseStream.UnitTests.Families.Lifters;

/// <summary>Lifters: what they are told of a window of pixels, and what becomes of their answer (facts: model contracts §10, §12).</summary>
public sealed class LifterFamilyTests
{
    public static TheoryData<string> All => ["videopose3d", "videopose3d-causal", "videopose3d-coco", "motionbert", "poseformerv2", "modulated-gcn", "martinez", "pose2mesh-posenet"];

    [Theory]
    [InlineData(27, 1, 0, 13)]
    [InlineData(81, 1, 0, 40)]
    [InlineData(243, 1, 0, 121)]
    [InlineData(27, 1, 1, 0)]
    [InlineData(31, 5, 0, 13)]
    public void VideoPose3D_DelayAndWindow_AreThoseOfTheReceptiveField(int frames, int rows, int causal, int delay)
    {
        var codec = new LifterCase(new VideoPose3DFamily(), "h36m17", [-1, frames, 17, 2], [-1, rows, 17, 3]).With("causal", causal).Bind();
        Assert.Equal((frames, delay), (codec.Window, codec.Delay));

        // The row of the target is the last.
        var values = new float[2 * rows * 51];
        values[^51..].AsSpan().Fill(1);
        Array.Fill(values, 2, values.Length - 51, 51);
        var result = Decode(codec, Window(codec, frames + 2), values, item: 1);
        Assert.Equal(new Vector3(2), result.Joints[3].RootRelative_m);
        Assert.Equal(Vector3.Zero, result.Joints[0].RootRelative_m);
        Assert.Equal(PixelOf(3, frames + 1 - delay), result.Joints[3].Pixel);
    }

    [Fact]
    public void VideoPose3D_Input_HasThePicturesWidthAtOneAndThreeNumbersWhereTheFileWantsThem()
    {
        var codec = new LifterCase(new VideoPose3DFamily(), "coco17", [1, 3, 17, 3], [1, 1, 17, 3]).Bind();
        var input = Encode(codec, Window(codec, 3));
        var pixel = PixelOf(4, 2);
        Assert.Equal((2 * pixel.X / 800) - 1, input[(((2 * 17) + 4) * 3) + 0], 1e-5f);
        Assert.Equal((2 * pixel.Y / 800) - 0.75f, input[(((2 * 17) + 4) * 3) + 1], 1e-5f);
        Assert.Equal(0.8f, input[(((2 * 17) + 4) * 3) + 2]);
        Assert.Equal(("coco17", "h36m17"), (codec.Input.Name, codec.Output.Name));
    }

    [Fact]
    public void VideoPose3D_FirstFrames_ArePaddedWithTheFirst()
    {
        var codec = new LifterCase(new VideoPose3DFamily(), "h36m17", [1, 9, 17, 2], [1, 1, 17, 3]).Bind();
        var input = Encode(codec, Window(codec, 2));
        Assert.Equal(input[..34], input[(7 * 34)..(8 * 34)]);
        Assert.NotEqual(input[(7 * 34)..(8 * 34)], input[(8 * 34)..]);
    }

    [Fact]
    public void VideoPose3D_OpenLength_IsThatOfTheManifest()
    {
        Assert.Contains("write decode.frames", new LifterCase(new VideoPose3DFamily(), "h36m17", [-1, -1, 17, 2], [-1, -1, 17, 3]).Refused().Message, StringComparison.Ordinal);
        var codec = new LifterCase(new VideoPose3DFamily(), "h36m17", [-1, -1, 17, 2], [-1, -1, 17, 3]).With("frames", 27).Bind();
        Assert.Equal((27, 13, 27), (codec.Window, codec.Delay, (int)codec.InputShape[0]));
        Assert.Contains(
            "take it out", new LifterCase(new VideoPose3DFamily(), "h36m17", [1, 27, 17, 2], [1, 1, 17, 3]).With("frames", 81).Refused().Message, StringComparison.Ordinal);
    }

    // Both lengths open: the wrong number of frames would give the pose of another time, and in a batch that of another person.
    [Fact]
    public void VideoPose3D_OpenLengthThatGivesManyPoses_IsRefusedAfterTheFirstRun()
    {
        var codec = new LifterCase(new VideoPose3DFamily(), "h36m17", [-1, -1, 17, 2], [-1, -1, 17, 3]).With("frames", 81).Bind();
        var fault = Assert.Throws<ModelContractException>(() => codec.RequireOutputs(new TestKit.Inference.TensorOutputs(([2, 55, 17, 3], new float[2 * 55 * 51])), 2));
        Assert.Contains("55 poses of 81 frames, expected 1", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("write 27", fault.Message, StringComparison.Ordinal);
        codec.RequireOutputs(new TestKit.Inference.TensorOutputs(([2, 1, 17, 3], new float[2 * 51])), 2);
    }

    [Fact]
    public void VideoPose3D_WithoutASkeleton_SaysWhichThereAre() => Assert.Contains(
        "reads \"coco17\" or \"h36m17\"", new LifterCase(new VideoPose3DFamily(), null, [1, 27, 17, 2], [1, 1, 17, 3]).Refused().Message, StringComparison.Ordinal);

    [Fact]
    public void Bind_OtherShapes_SaysWhatWasExpectedAndFound()
    {
        Assert.Contains(
            "input input Float32[1,27,16,2], expected Float32[?,?,17,2] or [?,?,17,3]",
            new LifterCase(new VideoPose3DFamily(), "h36m17", [1, 27, 16, 2], [1, 1, 17, 3]).Refused().Message, StringComparison.Ordinal);
        Assert.Contains("output output Float32[1,48]", new LifterCase(new MartinezFamily(), null, [1, 34], [1, 48]).Refused().Message, StringComparison.Ordinal);
        Assert.Contains("knows no decode.cuasal", new LifterCase(new VideoPose3DFamily(), "h36m17", [1, 27, 17, 2], [1, 1, 17, 3]).With("cuasal", 1).Refused().Message, StringComparison.Ordinal);
        Assert.Contains("family 'poseformerv2' reads \"h36m17\"", new LifterCase(new PoseFormerV2Family(), "coco17", [1, 27, 17, 2], [1, 1, 17, 3]).Refused().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(27)]
    [InlineData(81)]
    [InlineData(243)]
    public void PoseFormerV2_Target_IsTheMiddle(int frames)
    {
        var codec = new LifterCase(new PoseFormerV2Family(), null, [1, frames, 17, 2], [1, 1, 17, 3]).Bind();
        Assert.Equal((frames, (frames - 1) / 2), (codec.Window, codec.Delay));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MotionBert_UnitlessPose_BecomesAsLargeAsAnAdult(bool newest)
    {
        var lifter = new LifterCase(new MotionBertFamily(), null, [-1, 9, 17, 3], [-1, 9, 17, 3]);
        var codec = (newest ? lifter.With("delay_frames", 0) : lifter).Bind();
        Assert.Equal(newest ? 0 : 4, codec.Delay);
        var window = Window(codec, 9);

        // An adult by the bones of the facts, 0.35 of a metre a unit, somewhere else than at 0; other rows hold nonsense.
        var values = Enumerable.Repeat(7f, 9 * 51).ToArray();
        var places = AdultPlaces();
        for (var j = 0; j < 17; j++)
        {
            var point = (places[j] / 0.35f) + new Vector3(0.2f, -0.1f, 3);
            point.CopyTo(values, ((8 - codec.Delay) * 51) + (3 * j));
        }

        var result = Decode(codec, window, values);
        for (var j = 0; j < 17; j++)
        {
            Assert.True(Vector3.Distance(places[j], result.Joints[j].RootRelative_m) < 1e-3f, $"{j}: {places[j]} {result.Joints[j].RootRelative_m}");
        }
    }

    [Fact]
    public void MotionBert_Input_IsTheBoxOfAllFrames()
    {
        var codec = new LifterCase(new MotionBertFamily(), null, [1, 5, 17, 3], [1, 5, 17, 3]).Bind();
        var input = Encode(codec, Window(codec, 5, 2));
        var seen = Enumerable.Range(0, 5 * 17).Where(i => i % 17 != 2).ToArray();
        Assert.Equal(-1, seen.Min(i => input[3 * i]), 1e-4f);
        Assert.Equal(1, seen.Max(i => input[3 * i]), 1e-4f);
        Assert.Equal(0, (seen.Min(i => input[(3 * i) + 1]) + seen.Max(i => input[(3 * i) + 1])) / 2, 1e-4f);
        Assert.All(seen, i => Assert.Equal(0.8f, input[(3 * i) + 2]));
        Assert.All(Enumerable.Range(0, 5), t => Assert.Equal(0, input[(3 * ((17 * t) + 2)) + 2]));
    }

    [Fact]
    public void MotionBert_WholePicture_IsMeasuredByTheShorterSide()
    {
        var codec = new LifterCase(new MotionBertFamily(), null, [1, 1, 17, 3], [1, 1, 17, 3]).With("whole_picture", 1).Bind();
        var input = Encode(codec, Window(codec, 1));
        var pixel = PixelOf(6, 0);
        Assert.Equal((pixel.X - 400) / 300, input[18], 1e-5f);
        Assert.Equal((pixel.Y - 300) / 300, input[19], 1e-5f);
    }

    [Theory]
    [InlineData("h36m17", 17, true)]
    [InlineData("coco19", 19, false)]
    public void Pose2MeshPoseNet_Input_IsStandardizedWhateverTheBox(string skeleton, int joints, bool flat)
    {
        var codec = new LifterCase(new Pose2MeshPoseNetFamily(), skeleton, flat ? [-1, 2 * joints] : [-1, joints, 2], flat ? [-1, 3 * joints] : [-1, joints, 3]).Bind();
        var input = Encode(codec, Window(codec, 1));

        // By the original's way through its crop of 288 by 384.
        var pixels = Enumerable.Range(0, joints).Select(j => PixelOf(j, 0)).ToArray();
        foreach (var (axis, size) in new[] { (0, 288f), (1, 384f) })
        {
            var values = pixels.Select(pixel => ((axis == 0 ? pixel.X : pixel.Y) - 123) * 0.37f / size).ToArray();
            var mean = values.Average();
            var deviation = MathF.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            Assert.All(Enumerable.Range(0, joints), j => Assert.Equal((values[j] - mean) / deviation, input[(2 * j) + axis], 1e-4f));
        }

        var result = Decode(codec, Window(codec, 1), [.. Enumerable.Range(0, 3 * joints).Select(i => 10f * i)]);
        Assert.True(Vector3.Distance(new Vector3(0, 0.01f, 0.02f), result.Joints[0].RootRelative_m) < 1e-6f);
        Assert.True(Vector3.Distance(new Vector3(0.12f, 0.13f, 0.14f), result.Joints[4].RootRelative_m) < 1e-6f);
    }

    [Theory]
    [InlineData(new long[] { -1, 34 }, new long[] { -1, 51 })]
    [InlineData(new long[] { 1, 17, 2 }, new long[] { 1, 17, 3 })]
    [InlineData(new long[] { 1, 1, 17, 2 }, new long[] { 1, 1, 17, 3 })]
    public void OneFrame_AnyOfTheShapes_GoesThrough(long[] input, long[] output)
    {
        foreach (var (family, unit_m) in new (ITemporalFamily, float)[] { (new MartinezFamily(), 0.001f), (new ModulatedGcnFamily(), 1) })
        {
            var codec = new LifterCase(family, null, input, output).Bind();
            Assert.Equal((1, 0), (codec.Window, codec.Delay));
            Assert.Equal(input[1..], codec.InputShape);
            var encoded = Encode(codec, Window(codec, 1));
            Assert.Equal((2 * PixelOf(5, 0).X / 800) - 1, encoded[10], 1e-5f);
            var result = Decode(codec, Window(codec, 1), [.. Enumerable.Repeat(300f, 51)]);
            Assert.Equal(300 * unit_m, result.Joints[9].RootRelative_m.Y, 1e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Encode_OneJointMissing_IsAFiniteGuessAndTheJointStaysAbsent(string name)
    {
        var codec = Codec(name);
        var window = Window(codec, codec.Window + 1, 5);
        Assert.All(Encode(codec, window), static value => Assert.True(float.IsFinite(value)));
        var result = Decode(codec, window, Plausible(codec));
        var at = codec.Output.IndexOf(codec.Input.Joints[5].Name);
        Assert.False(result.Joints[at].IsPresent);
        Assert.True(result.Joints.ToArray().Count(static joint => joint.IsPresent && joint.HasMetric) >= 10);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Encode_NothingSeen_IsZeroAndNobody(string name)
    {
        var codec = Codec(name);
        var window = Window(codec, 1, [.. Enumerable.Range(0, codec.Input.Count)]);
        Assert.All(Encode(codec, window), static value => Assert.Equal(0, value));
        Assert.All(Decode(codec, window, Plausible(codec)).Joints.ToArray(), static joint => Assert.False(joint.IsPresent));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Decode_AnAnswerThatIsNoNumber_IsNobody(string name)
    {
        var codec = Codec(name);
        var values = Plausible(codec);
        Array.Fill(values, float.NaN);
        var result = Decode(codec, Window(codec, codec.Window), values);
        Assert.Equal(0, result.Score);
        Assert.All(result.Joints.ToArray(), static joint => Assert.False(joint.IsPresent));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void EncodeAndDecode_AllocateNothing(string name)
    {
        var codec = Codec(name);
        var window = Window(codec, codec.Window, 3);
        var input = new float[codec.InputShape.Aggregate(1L, (a, b) => a * b)];
        var outputs = new TestKit.Inference.TensorOutputs(([1], Plausible(codec)));
        var result = new PoseEstimate(codec.Output.Count);
        for (var i = 0; i < 50; i++)
        {
            codec.Encode(window, input);
            codec.Decode(outputs, 0, window, result);
        }

        Assert.Equal(0, Allocation.Of(Run));

        void Run()
        {
            codec.Encode(window, input);
            codec.Decode(outputs, 0, window, result);
        }
    }

    private static ITemporalCodec Codec(string name) => (name switch
    {
        "videopose3d" => new LifterCase(new VideoPose3DFamily(), "h36m17", [1, 27, 17, 2], [1, 1, 17, 3]),
        "videopose3d-causal" => new LifterCase(new VideoPose3DFamily(), "h36m17", [1, 27, 17, 3], [1, 1, 17, 3]).With("causal", 1),
        "videopose3d-coco" => new LifterCase(new VideoPose3DFamily(), "coco17", [1, 27, 17, 2], [1, 1, 17, 3]),
        "motionbert" => new LifterCase(new MotionBertFamily(), null, [1, 27, 17, 3], [1, 27, 17, 3]),
        "poseformerv2" => new LifterCase(new PoseFormerV2Family(), null, [1, 27, 17, 2], [1, 1, 17, 3]),
        "modulated-gcn" => new LifterCase(new ModulatedGcnFamily(), null, [1, 17, 2], [1, 17, 3]),
        "martinez" => new LifterCase(new MartinezFamily(), null, [1, 34], [1, 51]),
        _ => new LifterCase(new Pose2MeshPoseNetFamily(), "coco19", [1, 38], [1, 57]),
    }).Bind();

    /// <summary>Joints that differ, for every row that there may be.</summary>
    private static float[] Plausible(ITemporalCodec codec) => [.. Enumerable.Range(0, codec.Window * codec.Output.Count * 3).Select(i => MathF.Sin(i) / 2)];

    /// <summary>A stick figure whose bones have the lengths of the facts.</summary>
    private static Vector3[] AdultPlaces()
    {
        var places = new Vector3[17];
        foreach (var (from, to, length_m) in BoneLengths.Adult)
        {
            var direction = to.StartsWith("left", StringComparison.Ordinal) ? Vector3.UnitX : to.StartsWith("right", StringComparison.Ordinal) ? -Vector3.UnitX : -Vector3.UnitY;
            direction = to.EndsWith("knee", StringComparison.Ordinal) || to.EndsWith("ankle", StringComparison.Ordinal) ? Vector3.UnitY : direction;
            places[H36m17.Skeleton.IndexOf(to)] = places[H36m17.Skeleton.IndexOf(from)] + (direction * length_m);
        }

        return places;
    }
}
