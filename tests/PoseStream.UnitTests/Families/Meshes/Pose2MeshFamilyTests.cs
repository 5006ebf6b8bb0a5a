using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Meshes;
using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using PoseStream.UnitTests.Meshes;
using Xunit;

namespace PoseStream.UnitTests.Families.Meshes;

/// <summary>Facts: model contracts §10.</summary>
public sealed class Pose2MeshFamilyTests
{
    private static readonly float[] Order = [5, 2, 14, 9, 0, 11, 7, 15, 4, 12, 1, 10, 3, 6, 8, 13];
    private static readonly float[] Regressor = [.. Enumerable.Range(0, 24).Select(i => i < 12 ? 1f / 12 : i == 15 ? 1 : 0)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Decode_PaddedNodesOutOfOrder_AreVerticesInOrder(int item)
    {
        var codec = Bind(16, Files());
        var vertices = Icosahedron.Vertices(0.5f, new Vector3(0.1f, -0.2f, 0.3f));
        var nodes = new float[2 * 16 * 3];
        Array.Fill(nodes, 9);
        for (var v = 0; v < 12; v++)
        {
            vertices[v].CopyTo(nodes.AsSpan((((item * 16) + (int)Order[v]) * 3)));
        }

        var result = new MeshEstimate(12, codec.RegressedJoints);
        codec.Decode(new TensorOutputs(([2, 16, 3], nodes)), item, result);
        Assert.True(result.IsPresent);

        // The first joint is the mean of all vertices: the solid's middle. All else is counted from it.
        var middle = new Vector3(0.1f, -0.2f, 0.3f);
        Assert.All(Enumerable.Range(0, 12), v => Assert.True(Vector3.Distance(vertices[v] - middle, result.Vertices_m[v]) < 1e-5f));
        Assert.Equal(Vector3.Zero, result.Joints_m[0]);
        Assert.True(Vector3.Distance(vertices[3] - middle, result.Joints_m[1]) < 1e-5f);
        Assert.True(MeshFaults.Of(codec.Topology, result.Vertices_m).AreNone);
    }

    [Fact]
    public void Decode_ExportInOrder_NeedsNoPermutation()
    {
        var codec = Bind(12, new() { ["faces"] = Files()["faces"] });
        var vertices = Icosahedron.Vertices(0.5f, Vector3.UnitX);
        var result = new MeshEstimate(12, 0);
        codec.Decode(new TensorOutputs(([1, 12, 3], vertices.SelectMany(v => new[] { v.X, v.Y, v.Z }).ToArray())), 0, result);
        Assert.Equal(vertices, result.Vertices_m);
        Assert.Equal((0, 20 * 3), (codec.RegressedJoints, codec.Topology.Faces.Count));
    }

    [Fact]
    public void Decode_OneVertexIsNoNumber_IsNoSurface()
    {
        var nodes = new float[16 * 3];
        nodes[(3 * 14) + 1] = float.NaN;
        var result = new MeshEstimate(12, 2) { IsPresent = true };
        Bind(16, Files()).Decode(new TensorOutputs(([1, 16, 3], nodes)), 0, result);
        Assert.False(result.IsPresent);

        // A node of the padding is nobody's.
        (nodes[(3 * 14) + 1], nodes[3 * 13]) = (0, float.NaN);
        Bind(16, Files()).Decode(new TensorOutputs(([1, 16, 3], nodes)), 0, result);
        Assert.True(result.IsPresent);
    }

    [Fact]
    public void Encode_StandardisesPixelsAndTakesMetres()
    {
        var (codec, pose) = (Bind(16, Files()), Pose());
        var input = new float[17 * 5];
        Assert.True(codec.CanEncode(pose));
        codec.Encode(pose, input);
        foreach (var axis in new[] { 0, 1 })
        {
            double[] column = [.. Enumerable.Range(0, 17).Select(j => (double)input[(5 * j) + axis])];
            Assert.Equal(0, column.Average(), 1e-5);
            Assert.Equal(1, column.Select(value => value * value).Average(), 1e-4);
        }

        Assert.Equal(pose.Joints[6].RootRelative_m, new Vector3(input.AsSpan((5 * 6) + 2, 3)));

        // Another place and size in the picture is the same pose.
        var same = new float[17 * 5];
        foreach (ref var joint in pose.Joints)
        {
            joint = joint with { Pixel = (joint.Pixel * 3) + new Vector2(100, -40) };
        }

        codec.Encode(pose, same);
        Assert.All(input.Zip(same), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void CanEncode_PoseThatLacksSomething_IsRefused()
    {
        var codec = Bind(16, Files());
        foreach (var joint in new[] { JointEstimate.Absent, Pose().Joints[2] with { RootRelative_m = new Vector3(float.NaN) }, Pose().Joints[2] with { Pixel = new Vector2(float.NaN, 3) } })
        {
            var pose = Pose();
            pose.Joints[2] = joint;
            Assert.False(codec.CanEncode(pose));
        }
    }

    [Fact]
    public void Encode_AllJointsInOnePixel_IsStillNumbers()
    {
        var pose = Pose();
        foreach (ref var joint in pose.Joints)
        {
            joint = joint with { Pixel = new Vector2(7, 8) };
        }

        var input = new float[17 * 5];
        Bind(16, Files()).Encode(pose, input);
        Assert.All(input, value => Assert.True(float.IsFinite(value)));
    }

    public static TheoryData<string, float[]?, string> BrokenFiles() => new()
    {
        { "permutation", null, "in an order that only the file \"permutation\" tells" },
        { "permutation", [.. Order[..11]], "has 11 numbers, 11 different ones; expected at least 12" },
        { "permutation", [.. Order[..15], 5], "has 16 numbers, 15 different ones" },
        { "permutation", [.. Order[..15], 16], "number 15 is 16, expected a whole one from 0 to 15" },
        { "permutation", [.. Order[..15], 0.5f], "number 15 is 0.5" },
        { "faces", [], "has 0 numbers, expected three a face" },
        { "faces", [0, 1], "has 2 numbers" },
        { "faces", [0, 1, 12], "number 2 is 12" },
        { "faces", [0, 1, 1], "face 0 has vertex 1 twice" },
        { "faces", [0, 1, 2, 0, 1, 3], "faces 0 and 1 turn opposite ways" },
        { "regressor", [1, 2, 3], "has 3 numbers, expected a whole number of joints times 12 vertices" },
        { "regressor", [], "has 0 numbers" },
        { "hands", [1], "it reads no file \"hands\"; it reads permutation, faces, regressor" },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void Bind_BrokenFile_IsRefusedWithWhatIsWrong(string name, float[]? contents, string expected)
    {
        var files = Files();
        files.Remove(name);
        if (contents is not null)
        {
            files[name] = contents;
        }

        Assert.Contains(expected, Assert.Throws<ModelContractException>(() => Bind(16, files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_InputOfAnotherKind_IsRefused()
    {
        Assert.Contains("expected Float32[?,joints,5]", Assert.Throws<ModelContractException>(() => Bind(16, Files(), input: [-1, 17, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("skeleton 'coco17' has 17 joints", Assert.Throws<ModelContractException>(() => Bind(16, Files(), input: [-1, 19, 5])).Message, StringComparison.Ordinal);
        Assert.Contains("it needs \"skeleton\"", Assert.Throws<ModelContractException>(() => Bind(16, Files(), skeleton: null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodeAndDecode_ManyTimes_AllocateNothing()
    {
        var (codec, pose, result) = (Bind(16, Files()), Pose(), new MeshEstimate(12, 2));
        var (outputs, input) = (new TensorOutputs(([1, 16, 3], new float[48])), new float[17 * 5]);
        Assert.Equal(0, Allocation.Of(Run, 20));

        void Run()
        {
            if (codec.CanEncode(pose))
            {
                codec.Encode(pose, input);
            }

            codec.Decode(outputs, 0, result);
        }
    }

    private static Dictionary<string, IReadOnlyList<float>> Files() => new()
    {
        ["permutation"] = Order, ["faces"] = [.. Icosahedron.Faces.Select(vertex => (float)vertex)], ["regressor"] = Regressor,
    };

    private static IMeshCodec Bind(int nodes, Dictionary<string, IReadOnlyList<float>> files, long[]? input = null, string? skeleton = "coco17")
    {
        var family = new Pose2MeshFamily();
        var manifest = TestModels.Manifest("a-network", ModelTask.Mesh, family.Name, TestModels.Yolox().Input) with
        {
            Skeleton = skeleton, Decode = new Dictionary<string, double> { ["vertices"] = 12 },
        };
        return family.Bind(
            manifest, new TensorInfo("pose2d", TensorElementType.Float32, input ?? [-1, 17, 5]), [new TensorInfo("mesh", TensorElementType.Float32, [-1, nodes, 3])], files);
    }

    private static PoseEstimate Pose()
    {
        var (pose, random) = (new PoseEstimate(17), new Random(5));
        foreach (ref var joint in pose.Joints)
        {
            joint = new JointEstimate(
                new Vector2(100 + random.Next(150), 50 + random.Next(300)), new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle()), 0.8f, 0.8f);
        }

        return pose;
    }
}
