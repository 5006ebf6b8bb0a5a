using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Skeletons;
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

        writer.Write("a.png", truth);
        writer.Write("b.png", truth);

        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var json = JsonDocument.Parse(lines[1]);
        Assert.Equal("b.png", json.RootElement.GetProperty("picture").GetString());
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
}
