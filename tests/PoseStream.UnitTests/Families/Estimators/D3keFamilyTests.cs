using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families.Estimators;

/// <summary>Facts: model contracts §9.1, §9.2.</summary>
public sealed class D3keFamilyTests
{
    private static readonly InputSpec Input = new(256, 256, ColorOrder.Rgb, 1f / 255, [0, 0, 0], [1, 1, 1], InputFit.VirtualCamera, 0, 1);
    private static readonly long[][] FrameShapes = [[2, 50, 3], [2, 65, 3], [2, 48, 3], [2, 69], [2, 4, 4]];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 1.25f)]
    public void Frame_WrittenAsTheContractSays_ComesBack(int item, float expansion)
    {
        var values = Random(FrameShapes);
        var decoder = new D3keFamily().Bind(Frame(Input with { BoxExpansion = expansion }), Infos(new D3keFamily(), FrameShapes));
        var pose = new PoseEstimate(115, 567);
        decoder.Decode(Outputs(FrameShapes, values), item, pose);

        Assert.Equal(1, pose.Score);
        Vector3 Point(int role, int index) => new(values[role].AsSpan(3 * ((item * (int)FrameShapes[role][1]) + index), 3));
        for (var j = 0; j < 115; j++)
        {
            var point = j < 50 ? Point(0, j) : Point(1, j - 50);
            Assert.True(Vector3.Distance(point - Point(1, 0), pose.Joints[j].RootRelative_m) < 1e-5f);
            Assert.True(Vector3.Distance(point - Point(0, 0), D3keFeatures.Point(pose.Features, j)) < 1e-5f);
            Assert.Equal((1f, 1f), (pose.Joints[j].Confidence, pose.Joints[j].Visibility));
        }

        Assert.Equal(values[2].AsSpan(item * 144, 144), pose.Features.Slice(345, 144));
        Assert.Equal(values[3].AsSpan(item * 69, 69), pose.Features[498..]);
        Assert.Equal(
            [.. Enumerable.Range(0, 9).Select(i => values[4][(item * 16) + (4 * (i / 3)) + (i % 3)])], pose.Features.Slice(489, 9).ToArray());
        var pixels = pose.Joints.ToArray().Select(joint => joint.Pixel).ToArray();
        var (low, high) = (pixels.Aggregate(Vector2.Min), pixels.Aggregate(Vector2.Max));
        Assert.Equal(256 / expansion, MathF.Max(high.X - low.X, high.Y - low.Y), 0.01f);
        Assert.True(Vector2.Distance(new Vector2(128), (low + high) / 2) < 0.01f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Frame_OneNumberIsNone_IsNobody(int role)
    {
        var values = Random(FrameShapes);
        values[role][0] = float.NaN;
        AssertNobody(new D3keFamily().Bind(Frame(Input), Infos(new D3keFamily(), FrameShapes)), Outputs(FrameShapes, values));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e30f)]
    public void Frame_AllPointsAreOne_IsNobody(float value)
    {
        var values = Random(FrameShapes);
        Array.Fill(values[0], value);
        Array.Fill(values[1], value);
        AssertNobody(new D3keFamily().Bind(Frame(Input), Infos(new D3keFamily(), FrameShapes)), Outputs(FrameShapes, values));
    }

    [Fact]
    public void Frame_OtherShapesOrFits_AreRefused()
    {
        var family = new D3keFamily();
        for (var role = 0; role < FrameShapes.Length; role++)
        {
            long[][] shapes = [.. FrameShapes];
            shapes[role] = [.. FrameShapes[role][..^1], FrameShapes[role][^1] + 1];
            var error = Assert.Throws<ModelContractException>(() => family.Bind(Frame(Input), Infos(family, shapes)));
            Assert.Contains("does not fit family 'd3ke'", error.Message, StringComparison.Ordinal);
        }

        foreach (var fit in new[] { InputFit.SquareCrop, InputFit.AspectCrop })
        {
            Assert.Throws<ModelContractException>(() => family.Bind(Frame(Input with { Fit = fit }), Infos(family, FrameShapes)));
        }

        Assert.Throws<ModelContractException>(
            () => family.Bind(Frame(Input) with { Decode = new Dictionary<string, double> { ["x"] = 1 } }, Infos(family, FrameShapes)));
    }

    // What the network writes for wanted values: the inverse of 2 sigmoid(v) - 1 and of the ranges.
    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    [InlineData(3)]
    public void Head_WrittenAsTheContractSays_ComesBack(int side)
    {
        long[][] shapes = [[1, 126, side, side]];
        var turn = Quaternion.Normalize(new Quaternion(0.3f, -0.5f, 0.2f, 0.7f));
        var (x, y) = (Vector3.Transform(Vector3.UnitX, turn), Vector3.Transform(Vector3.UnitY, turn));
        var random = new Random(3);
        float[] shares = [.. Enumerable.Range(0, 120).Select(_ => (random.NextSingle() * 1.8f) - 0.9f)];
        var maps = new float[126 * side * side];

        // Neither length nor angle between the two columns matters.
        var slanted = (0.7f * y) + (0.4f * x);
        Fill(maps, side * side, [2 * x.X, 2 * x.Y, 2 * x.Z, slanted.X, slanted.Y, slanted.Z, .. shares.Select(Logit)]);
        var pose = new PoseEstimate(115, 222);
        Head(side).Decode(Outputs(shapes, [maps]), 0, pose);

        Assert.Equal(1, pose.Score);
        for (var axis = 0; axis < 3; axis++)
        {
            var expected = Vector3.Transform(axis switch { 0 => Vector3.UnitX, 1 => Vector3.UnitY, _ => Vector3.UnitZ }, turn);
            Assert.True(Vector3.Distance(expected, D3keFeatures.PelvisAxis(pose.Features, axis)) < 1e-5f);
        }

        for (var i = 0; i < 69; i++)
        {
            var range = D3keAngles.All[i];
            var degrees = ((range.Most_deg + range.Least_deg) / 2.0) + (shares[51 + i] * (range.Most_deg - range.Least_deg) / 2.0);
            Assert.Equal(degrees * Math.PI / 180, pose.Features[^69..][i], 1e-4);
        }

        for (var b = 0; b < 48; b++)
        {
            var body = D3keScales.Bodies[b];
            foreach (var (axis, factor) in new[] { (0, body.X), (1, body.Y), (2, body.Z) })
            {
                Assert.Equal(D3keScales.Factors[factor].Mean + (shares[factor] * D3keScales.Factors[factor].Amplitude), pose.Features[(3 * b) + axis], 1e-5f);
            }
        }

        Assert.All(pose.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
    }

    // The mean of the sigmoids is not the sigmoid of the mean; the rotation's mean is that of the raw values.
    [Fact]
    public void Head_CellsThatDiffer_AreAveragedAfterTheSigmoidButNotForTheRotation()
    {
        var maps = new float[126 * 2];
        for (var channel = 0; channel < 126; channel++)
        {
            (maps[2 * channel], maps[(2 * channel) + 1]) = channel < 6 ? (channel is 0 or 4 ? 3 : 0, channel is 0 or 4 ? -1 : 0) : (100, 0);
        }

        var pose = new PoseEstimate(115, 222);
        new D3keHeadFamily().Bind(Frame(Input), Infos(new D3keHeadFamily(), [[1, 126, 1, 2]])).Decode(Outputs([[1, 126, 1, 2]], [maps]), 0, pose);
        Assert.Equal([1f, 0, 0, 0, 1, 0, 0, 0, 1], pose.Features.Slice(144, 9).ToArray());
        Assert.Equal((D3keAngles.All[27].Middle_rad + (0.5f * D3keAngles.All[27].HalfRange_rad)), pose.Features[^69..][27], 1e-5f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(0)]
    [InlineData(-50)]
    public void Head_WithoutARotation_IsNobody(float value)
    {
        var maps = new float[126 * 64];
        Array.Fill(maps, value);
        AssertNobody(Head(8), Outputs([[1, 126, 8, 8]], [maps]), 222);
    }

    [Fact]
    public void Head_Saturated_StaysInTheRanges()
    {
        var maps = new float[126 * 64];
        Fill(maps, 64, [1, 0, 0, 0, 1, 0, .. Enumerable.Repeat(1e4f, 120)]);
        var pose = new PoseEstimate(115, 222);
        Head(8).Decode(Outputs([[1, 126, 8, 8]], [maps]), 0, pose);
        for (var i = 0; i < 69; i++)
        {
            Assert.Equal(D3keAngles.All[i].Most_deg * MathF.PI / 180, pose.Features[^69..][i], 1e-4f);
        }
    }

    [Theory]
    [InlineData(125)]
    [InlineData(127)]
    public void Head_OtherChannels_AreRefused(int channels) => Assert.Throws<ModelContractException>(
        () => new D3keHeadFamily().Bind(Frame(Input), Infos(new D3keHeadFamily(), [[1, channels, 8, 8]])));

    [Theory]
    [InlineData(243, 244, 0, 121, 243)]
    [InlineData(243, 243, 0, 121, 121)]
    [InlineData(243, 1, 0, 121, 0)]
    [InlineData(243, 243, 1, 0, 242)]
    [InlineData(243, 244, 1, 0, 243)]
    [InlineData(27, 1, 1, 0, 0)]
    [InlineData(8, 8, 0, 4, 3)]
    public void Sequence_RowsOfEachKind_TheRightOneIsRead(int window, int rows, double causal, int delay, int answer)
    {
        var codec = Sequence(window, rows, causal);
        Assert.Equal((window, delay), (codec.Window, codec.Delay));
        Assert.Equal([window, 567], codec.InputShape);
        long[][] shapes = SequenceShapes(rows);
        var values = Random(shapes);
        var (frames, result) = (Window(codec), new PoseEstimate(115, 567));
        codec.Decode(Outputs(shapes, values), 0, frames, result);
        Assert.Equal(values[3].AsSpan(answer * 69, 69), result.Features[498..]);
        var target = frames[frames.Target];
        Assert.Equal((target.Score, target.FromCrop), (result.Score, result.FromCrop));
        for (var j = 0; j < 115; j++)
        {
            Assert.Equal(target.Joints[j].Pixel, result.Joints[j].Pixel);
            var point = Vector3.Transform(D3keFeatures.Point(result.Features, j) - D3keFeatures.Root(result.Features), target.FromCrop);
            Assert.True(Vector3.Distance(point, result.Joints[j].RootRelative_m) < 1e-5f);
        }
    }

    [Fact]
    public void Sequence_Encode_WritesTheFeaturesOfEachFrameOldestFirst()
    {
        var codec = Sequence(9, 1, 0);
        var window = new PoseWindow(9, codec.Delay, 115, 567);
        for (var i = 0; i < 3; i++)
        {
            var pose = Pose(i);
            pose.Features.Fill(i);
            window.Add(pose, default, default);
        }

        var input = new float[9 * 567];
        codec.Encode(window, input);
        Assert.Equal([0f, 0, 0, 0, 0, 0, 0, 1, 2], Enumerable.Range(0, 9).Select(i => input[i * 567]));
        Assert.Equal(2, input[^1]);
    }

    [Fact]
    public void Sequence_AnswerIsNoNumber_IsNobody()
    {
        var codec = Sequence(9, 9, 0);
        var shapes = SequenceShapes(9);
        var values = Random(shapes);
        values[1][(4 * 195) + 7] = float.NaN;
        var result = new PoseEstimate(115, 567);
        codec.Decode(Outputs(shapes, values), 0, Window(codec), result);
        Assert.Equal(0, result.Score);
        Assert.All(result.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
    }

    [Fact]
    public void Sequence_JointThatTheFrameNetworkHasNoPixelOf_StaysAbsent()
    {
        var codec = Sequence(9, 1, 0);
        var window = Window(codec);
        window[window.Target].Joints[7] = JointEstimate.Absent;
        var result = new PoseEstimate(115, 567);
        codec.Decode(Outputs(SequenceShapes(1), Random(SequenceShapes(1))), 0, window, result);
        Assert.False(result.Joints[7].IsPresent);
        Assert.All(result.Joints.ToArray().Where(static (_, j) => j != 7), static joint => Assert.True(joint.IsPresent && joint.HasMetric));
    }

    [Fact]
    public void SequenceHead_PointsStayTheFrameNetworks()
    {
        var family = new D3keSequenceHeadFamily();
        var codec = family.Bind(Frame(Input), new TensorInfo("features", TensorElementType.Float32, [-1, 9, 567]), Infos(family, [[1, 10, 126]]));
        var values = Random([[1, 10, 126]]);
        var (window, result) = (Window(codec), new PoseEstimate(115, 567));
        codec.Decode(Outputs([[1, 10, 126]], values), 0, window, result);
        var target = window[window.Target];
        Assert.Equal(target.Features[..345], result.Features[..345]);
        Assert.NotEqual(target.Features[345..].ToArray(), result.Features[345..].ToArray());
        var range = D3keAngles.All[68];
        Assert.Equal(range.Middle_rad + (range.HalfRange_rad * ((2 / (1 + MathF.Exp(-values[0][^1]))) - 1)), result.Features[^1], 1e-5f);
    }

    [Theory]
    [InlineData(-1, 1, 567)]
    [InlineData(9, 1, 566)]
    [InlineData(9, 8, 567)]
    [InlineData(9, 11, 567)]
    [InlineData(9, -1, 567)]
    public void Sequence_FilesThatFitNowhere_AreRefused(int window, int rows, int features)
    {
        var family = new D3keSequenceFamily();
        Assert.Throws<ModelContractException>(
            () => family.Bind(Frame(Input), new TensorInfo("features", TensorElementType.Float32, [-1, window, features]), Infos(family, SequenceShapes(rows))));
    }

    [Fact]
    public void Decode_ManyTimes_AllocatesNothing()
    {
        var (frame, head, codec) = (new D3keFamily().Bind(Frame(Input), Infos(new D3keFamily(), FrameShapes)), Head(8), Sequence(243, 244, 0));
        var (frameOutputs, headOutputs) = (Outputs(FrameShapes, Random(FrameShapes)), Outputs([[1, 126, 8, 8]], Random([[1, 126, 8, 8]])));
        var (sequenceOutputs, window) = (Outputs(SequenceShapes(244), Random(SequenceShapes(244))), Window(codec));
        var (pose, small, input) = (new PoseEstimate(115, 567), new PoseEstimate(115, 222), new float[243 * 567]);
        var (coordinates, angles, markers) = (new float[95], new float[23], new Vector3[65]);
        Assert.Equal(0, Allocation.Of(Run, 20));

        void Run()
        {
            frame.Decode(frameOutputs, 1, pose);
            head.Decode(headOutputs, 0, small);
            codec.Encode(window, input);
            codec.Decode(sequenceOutputs, 0, window, pose);
            D3keBody.Instance.ReadCoordinates(pose.Features, pose.FromCrop, coordinates);
            D3keBody.Instance.ReadAngles(pose.Features, pose.FromCrop, angles);
            D3keBody.Instance.ReadMarkers(pose.Features, pose.FromCrop, markers);
        }
    }

    private static void AssertNobody(IPoseDecoder decoder, TensorOutputs outputs, int features = 567)
    {
        var pose = new PoseEstimate(115, features);
        decoder.Decode(outputs, 0, pose);
        Assert.Equal(0, pose.Score);
        Assert.All(pose.Joints.ToArray(), joint => Assert.False(joint.IsPresent));
        Assert.All(pose.Features.ToArray(), value => Assert.Equal(0, value));
    }

    private static IPoseDecoder Head(int side) => new D3keHeadFamily().Bind(Frame(Input), Infos(new D3keHeadFamily(), [[1, 126, side, side]]));

    private static ITemporalCodec Sequence(int window, int rows, double causal)
    {
        var family = new D3keSequenceFamily();
        var manifest = Frame(Input) with { Decode = new Dictionary<string, double> { ["causal"] = causal } };
        return family.Bind(manifest, new TensorInfo("features", TensorElementType.Float32, [-1, window, 567]), Infos(family, SequenceShapes(rows)));
    }

    private static long[][] SequenceShapes(long rows) => [[1, rows, 50, 3], [1, rows, 65, 3], [1, rows, 48, 3], [1, rows, 69], [1, rows, 4, 4]];

    private static PoseWindow Window(ITemporalCodec codec)
    {
        var window = new PoseWindow(codec.Window, codec.Delay, 115, 567);
        for (var i = 0; i < codec.Window; i++)
        {
            window.Add(Pose(i), default, default);
        }

        return window;
    }

    private static PoseEstimate Pose(int seed)
    {
        var (pose, random) = (new PoseEstimate(115, 567), new Random(seed));
        foreach (ref var feature in pose.Features)
        {
            feature = random.NextSingle();
        }

        foreach (ref var joint in pose.Joints)
        {
            joint = new JointEstimate(new Vector2(random.Next(500), random.Next(500)), Vector3.Zero, 1, 1);
        }

        pose.Score = 1;
        pose.FromCrop = Quaternion.CreateFromYawPitchRoll(0.01f * seed, 0.2f, 0);
        return pose;
    }

    private static float Logit(float share) => MathF.Log((1 + share) / (1 - share));

    private static void Fill(float[] maps, int cells, float[] values)
    {
        for (var channel = 0; channel < values.Length; channel++)
        {
            maps.AsSpan(channel * cells, cells).Fill(values[channel]);
        }
    }

    private static ModelManifest Frame(InputSpec input) =>
        TestModels.Manifest("a-network", ModelTask.Pose, "d3ke", input);

    private static TensorInfo[] Infos(IModelFamily family, long[][] shapes) =>
        [.. shapes.Select((shape, role) => new TensorInfo(family.Roles[role], TensorElementType.Float32, shape))];

    private static TensorOutputs Outputs(long[][] shapes, float[][] values) => new([.. shapes.Select((shape, role) => (shape, (Array)values[role]))]);

    private static float[][] Random(long[][] shapes)
    {
        var random = new Random(11);
        return [.. shapes.Select(shape => Enumerable.Range(0, (int)Math.Abs(shape.Aggregate(1L, (a, b) => a * b))).Select(_ => (2 * random.NextSingle()) - 1).ToArray())];
    }
}
