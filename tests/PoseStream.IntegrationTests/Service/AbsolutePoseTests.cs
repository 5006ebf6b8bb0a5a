using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;
using Vector3 = System.Numerics.Vector3;

namespace PoseStream.IntegrationTests.Service;

/// <summary>
/// 3DMPPE and HEMlets as a user has them: networks added with their manifests, a preset, boxes and a recording; what is published must be where
/// Contracts/make_pose_contracts.py finds the two people of the picture.
/// </summary>
public sealed class AbsolutePoseTests
{
    private const int Frames = 12;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected-poses.json"))).RootElement;

    private static readonly JsonElement[] People = [.. Expected.GetProperty("people").EnumerateArray()];

    [Theory]
    [InlineData("rgb", true)]
    [InlineData("bgr", false)]
    public async Task Infer_RootNetAndPoseNetAsAPreset_PublishesTheReferencesJointsInCameraSpace(string color, bool agrees)
    {
        using var data = new TemporaryFolder();
        var input = $$""" "color": "{{color}}", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "box_expansion": 1.25 """;
        await AddAsync(data, "crop-rootnet", "root", "3dmppe-rootnet", input, """ "scale_input": "k", "outputs": { "root": "root" } """, "");
        await AddAsync(data, "crop-posenet", "pose", "3dmppe-posenet", input, """ "outputs": { "coords": "coords" } """, """, "skeleton": "h36m18" """);
        var frames = await InferAsync(data, "detect=whole-image,pose3d=crop-posenet,root=crop-rootnet");
        Assert.Equal(["boxes-file", "crop-posenet", "crop-rootnet"], frames[0].ModelIds);
        var off = FurthestOff(frames[^1], RootSource.NetworkDepth, person => person.GetProperty("posenet_assumed_m"));
        Assert.All(off, furthest => Assert.Equal(agrees, furthest < 1e-3f));
    }

    [Fact]
    public async Task Infer_HemletsAlone_PublishesPeopleAsFarAsTheirBonesAreRight()
    {
        using var data = new TemporaryFolder();
        const string Input = """ "color": "rgb", "mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375], "box_expansion": 1 """;
        await AddAsync(data, "crop-hemlets", "pose", "hemlets", Input, """ "outputs": { "coords": "coords" } """, "");
        var frames = await InferAsync(data, "detect=whole-image,pose3d=crop-hemlets");
        var off = FurthestOff(frames[^1], RootSource.JointFit, person => person.GetProperty("hemlets_assumed").GetProperty("joints_m"));
        Assert.InRange(off[0], 0, 1e-3f);

        // OpenCV's warp fades into the black beyond the picture over one pixel, here the picture ends at its edge: where bones tell so little, that is millimetres.
        Assert.InRange(off[1], 0, 2e-3f);
    }

    private static async Task<List<PoseFrame>> InferAsync(TemporaryFolder data, string preset)
    {
        var boxes = data.Write("boxes.json", JsonSerializer.Serialize(
            Enumerable.Range(0, Frames).SelectMany(frame => People.Select(person => new { image_id = frame, bbox = person.GetProperty("box") }))));
        var fov = 2 * Math.Atan(160 / Expected.GetProperty("assumed_focal").GetDouble()) * 180 / Math.PI;
        await using var program = PoseStreamProgram.Start(
            data, "infer", Recording(data), "--out", data.PathOf("out"), "--boxes", boxes, "--fov", fov.ToString("R"), "--preset", preset);
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));
        var frames = File.ReadLines(data.PathOf("out/poses.jsonl")).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.Equal(Frames, frames.Count);
        return frames;
    }

    /// <summary>Of all joints of each of the two people, as a share of how far they are. The one at the edge is half a second late: whoever is cut off must agree with themselves first.</summary>
    private static float[] FurthestOff(PoseFrame frame, RootSource source, Func<JsonElement, JsonElement> expected)
    {
        var (furthest, compared) = (new float[People.Length], 0);
        var found = frame.People.OrderByDescending(person => person.Box.X1Px).ToArray();
        Assert.Equal(People.Length, found.Length);
        for (var i = 0; i < found.Length; i++)
        {
            Assert.Equal(source, found[i].RootSource);
            var points = expected(People[i]).EnumerateArray().Select(joint => new Vector3([.. joint.EnumerateArray().Select(number => number.GetSingle())])).ToArray();
            foreach (var joint in found[i].Joints)
            {
                if (H36m18.Skeleton.TryIndexOf(Halpe26.Skeleton.Joints[(int)joint.Id].Name, out var index))
                {
                    var place = new Vector3(joint.PositionM.X, joint.PositionM.Y, joint.PositionM.Z);
                    furthest[i] = MathF.Max(furthest[i], Vector3.Distance(points[index], place) / points[index].Length());
                    compared++;
                }
            }
        }

        Assert.Equal(2 * 16, compared);
        return furthest;
    }

    /// <summary>The picture again and again, as it is: nothing is lost to a codec.</summary>
    private static string Recording(TemporaryFolder data)
    {
        var picture = File.ReadAllBytes(Path.Combine(Folder, "crops.yuv"));
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes("YUV4MPEG2 W320 H240 F10:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n"));
        for (var frame = 0; frame < Frames; frame++)
        {
            bytes.Write("FRAME\n"u8);
            bytes.Write(picture);
        }

        return data.Write("people.y4m", bytes.ToArray());
    }

    private static async Task AddAsync(TemporaryFolder data, string id, string task, string family, string input, string build, string rest)
    {
        var path = Path.Combine(Folder, $"{id}.onnx");
        var bytes = await File.ReadAllBytesAsync(path);
        var manifest = data.Write($"{id}.json", $$"""
            {
              "id": "{{id}}", "description": "for a test", "task": "{{task}}", "family": "{{family}}", "licence": "none", "source": "made",
              "input": { "width": 256, "height": 256, "scale": 1, "fit": "index-crop", "pad": 0, {{input}} },
              "builds": [{
                "file": "{{id}}.onnx", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}", "bytes": {{bytes.Length}}, "layout": "nchw",
                "input_name": "image", {{build}}
              }]{{rest}}
            }
            """);
        await using var program = PoseStreamProgram.Start(data, "models", "add", path, "--manifest", manifest);
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));
    }
}
