using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.UnitTests.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Truth;

public sealed class TruthJsonLinesTests
{
    [Fact]
    public void Write_TwoPictures_AreTwoReadableLines()
    {
        var view = TestScenes.Front();
        var (truth, _) = TruthExtractorTests.Observe(view, TestScenes.Standing(5, Vector2.Zero, 0), TestScenes.Standing(6, new Vector2(9, 0), 0));
        using var stream = new MemoryStream();
        var writer = new TruthJsonLines(stream);

        writer.Write("a.png", default, truth);
        writer.Write("b.png", new MediaTime(66_666_666), truth);

        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var json = JsonDocument.Parse(lines[1]);
        Assert.Equal("b.png", json.RootElement.GetProperty("picture").GetString());
        Assert.Equal(0.066666666, json.RootElement.GetProperty("time_s").GetDouble());
        Assert.Equal(320, json.RootElement.GetProperty("camera").GetProperty("width_px").GetInt32());
        var people = json.RootElement.GetProperty("people");
        Assert.Equal("person-5", people[0].GetProperty("identity").GetString());
        Assert.Equal(truth.People[0].VisibleBox!.Value.X1, people[0].GetProperty("visible_box_px")[0].GetSingle());
        var nose = people[0].GetProperty("joints")[Halpe26.Skeleton.IndexOf("nose")];
        Assert.Equal(truth.People[0].Joints[0].Camera_m.Z, nose[5].GetSingle());
        Assert.Equal("visible", nose[8].GetString());

        // Behind the camera there is no pixel and no box: null, never NaN.
        Assert.Equal(JsonValueKind.Null, people[1].GetProperty("full_box_px").ValueKind);
        Assert.Equal(JsonValueKind.Null, people[1].GetProperty("joints")[0][6].ValueKind);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameTruth()
    {
        var view = TestScenes.Front();
        var (truth, _) = TruthExtractorTests.Observe(
            view, TestScenes.Standing(5, Vector2.Zero, 0), TestScenes.Standing(7, new Vector2(1, 0), 0), TestScenes.Standing(6, new Vector2(9, 0), 0));

        var read = TruthJsonReader.Read(Written(truth, truth));

        Assert.Equal(2, read.Count);
        Assert.All(read, picture =>
        {
            Assert.Equal(truth.View, picture.View);
            Assert.Equivalent(truth.People, picture.People, strict: true);
        });
        Assert.Contains(truth.People[0].Joints, joint => joint.OccludedBy == 1);
    }

    public static TheoryData<LensDistortion> Lenses { get; } =
    [
        new LensDistortion(-0.3, 0.1, 0.001, -0.002, 0.02),
        new LensDistortion(-0.3, 0.1, 0.001, -0.002, 0.02, 0.25, -0.05, 0.004),
        LensDistortion.Fisheye(0.05, -0.01, 0.003, -0.0007),
    ];

    [Theory]
    [MemberData(nameof(Lenses))]
    public void Read_LensThatDistorts_IsTheSameLens(LensDistortion lens)
    {
        var view = TestScenes.Front();
        var truth = new PictureTruth(view with { Model = view.Model with { Distortion = lens } }, []);

        Assert.Equal(truth.View, Assert.Single(TruthJsonReader.Read(Written(truth))).View);
    }

    [Fact]
    public void Read_LensOfAnotherKind_IsNamed()
    {
        var (truth, _) = TruthExtractorTests.Observe(TestScenes.Front(), TestScenes.Standing(5, Vector2.Zero, 0));
        var line = System.Text.Encoding.UTF8.GetString(Written(truth)).Replace("\"Perspective\"", "\"Mirror\"", StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidDataException>(() => TruthJsonReader.Read(System.Text.Encoding.UTF8.GetBytes(line)));

        Assert.Contains("'Mirror'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_KneeBent_TellsItsAngle()
    {
        var pose = new BodyPose { Pelvis_m = new Vector3(0, 0, 0.9f) };
        pose[BodyJoint.LeftKnee] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.7f);
        var person = new ScenePerson("bent", TestScenes.Standing(5, Vector2.Zero, 0).Look, pose);
        var (truth, _) = TruthExtractorTests.Observe(TestScenes.Front(), person);

        using var json = JsonDocument.Parse(Written(truth));

        var angles = json.RootElement.GetProperty("people")[0].GetProperty("joint_angles_rad");
        Assert.Equal(-0.7f, angles.GetProperty("knee_angle_l").GetSingle(), 0.05f);
        Assert.Equal(0, angles.GetProperty("knee_angle_r").GetSingle(), 0.1f);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"picture\":\"1\",\"camera\":{}}")]
    [InlineData("no JSON")]
    public void Read_LineDamaged_IsNamed(string line)
    {
        var (truth, _) = TruthExtractorTests.Observe(TestScenes.Front(), TestScenes.Standing(5, Vector2.Zero, 0));

        var fault = Assert.Throws<InvalidDataException>(() => TruthJsonReader.Read((byte[])[.. Written(truth), .. System.Text.Encoding.UTF8.GetBytes(line)]));

        Assert.StartsWith("line 2 ", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Written(params ReadOnlySpan<PictureTruth> truths)
    {
        using var stream = new MemoryStream();
        var writer = new TruthJsonLines(stream);
        foreach (var truth in truths)
        {
            writer.Write("000001", default, truth);
        }

        return stream.ToArray();
    }
}
