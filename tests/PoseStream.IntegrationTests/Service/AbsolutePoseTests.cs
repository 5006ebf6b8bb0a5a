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
/// 3DMPPE as a user has it: two networks added with their manifests, a preset of boxes, RootNet and PoseNet, and a recording; what is published must be where
/// Contracts/make_pose_contracts.py finds the two people of the picture.
/// </summary>
public sealed class AbsolutePoseTests
{
    private const int Frames = 12;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected-poses.json"))).RootElement;

    [Fact]
    public async Task Infer_RootNetAndPoseNetAsAPreset_PublishesTheReferencesJointsInCameraSpace()
    {
        using var data = new TemporaryFolder();
        await AddAsync(data, "crop-rootnet", "root", "3dmppe-rootnet", """ "scale_input": "k", "outputs": { "root": "root" } """, "");
        await AddAsync(data, "crop-posenet", "pose", "3dmppe-posenet", """ "outputs": { "coords": "coords" } """, """, "skeleton": "h36m18" """);
        var people = Expected.GetProperty("people").EnumerateArray().ToArray();
        var boxes = data.Write("boxes.json", JsonSerializer.Serialize(
            Enumerable.Range(0, Frames).SelectMany(frame => people.Select(person => new { image_id = frame, bbox = person.GetProperty("box") }))));
        var fov = 2 * Math.Atan(160 / Expected.GetProperty("assumed_focal").GetDouble()) * 180 / Math.PI;
        await using var program = PoseStreamProgram.Start(
            data, "infer", Recording(data), "--out", data.PathOf("out"), "--boxes", boxes, "--fov", fov.ToString("R"),
            "--preset", "detect=whole-image,pose3d=crop-posenet,root=crop-rootnet");
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));

        var read = File.ReadLines(data.PathOf("out/poses.jsonl")).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.Equal(Frames, read.Count);
        Assert.Equal(["boxes-file", "crop-posenet", "crop-rootnet"], read[0].ModelIds);
        var last = read[^1].People.OrderByDescending(person => person.Box.X1Px).ToArray();
        Assert.Equal(2, last.Length);
        for (var i = 0; i < 2; i++)
        {
            // The person at the edge is half a second late: whoever is cut off must agree with themselves first.
            AssertAgrees(people[i].GetProperty("posenet_assumed_m"), last[i]);
        }
    }

    private static void AssertAgrees(JsonElement expected, Person person)
    {
        var points = expected.EnumerateArray().Select(joint => new Vector3([.. joint.EnumerateArray().Select(number => number.GetSingle())])).ToArray();
        var compared = 0;
        foreach (var joint in person.Joints)
        {
            if (H36m18.Skeleton.TryIndexOf(Halpe26.Skeleton.Joints[(int)joint.Id].Name, out var index))
            {
                var found = new Vector3((float)joint.PositionM.X, (float)joint.PositionM.Y, (float)joint.PositionM.Z);
                Assert.True(
                    Vector3.Distance(points[index], found) < 1e-3f * points[index].Length(), $"{H36m18.Skeleton.Joints[index].Name}: {found}, expected {points[index]}");
                compared++;
            }
        }

        Assert.Equal(16, compared);
        Assert.Equal(RootSource.NetworkDepth, person.RootSource);
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

    private static async Task AddAsync(TemporaryFolder data, string id, string task, string family, string build, string rest)
    {
        var path = Path.Combine(Folder, $"{id}.onnx");
        var bytes = await File.ReadAllBytesAsync(path);
        var manifest = data.Write($"{id}.json", $$"""
            {
              "id": "{{id}}", "description": "for a test", "task": "{{task}}", "family": "{{family}}", "licence": "none", "source": "made",
              "input": {
                "width": 256, "height": 256, "color": "rgb", "scale": 1, "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225],
                "fit": "index-crop", "box_expansion": 1.25, "pad": 0
              },
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
