using System.Numerics;
using PoseStream.Synthesis.Motion.Bvh;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion.Bvh;

public sealed class BvhFileTests
{
    [Fact]
    public void Parse_GoodFile_HasItsJointsAndFrames()
    {
        var file = Parse(BvhText.Standing());

        Assert.Equal(3, file.FrameCount);
        Assert.Equal(0.1f, file.FrameTime_s);
        Assert.Equal("Hips", file.Nodes[0].Name);
        Assert.Equal(6 + (3 * (file.Nodes.Count(node => !node.IsEnd) - 1)), file.Channels);
    }

    [Fact]
    public void Solve_Rotations_ApplyInTheFilesOrder()
    {
        // Z first, then X in the turned frame: the left forearm (+x) is turned to +y by z, and x then leaves it within the frame's own axes.
        var file = Parse(BvhText.Standing(("LeftArm", 90, 90, 0)));
        var positions = new Vector3[file.Nodes.Count];
        file.Solve(0, positions, new Quaternion[file.Nodes.Count]);

        var index = file.Nodes.ToList().FindIndex(node => node.Name == "LeftForeArm");
        var direction = Vector3.Normalize(positions[index] - positions[file.Nodes[index].Parent]);
        Assert.True(Vector3.Distance(Vector3.UnitY, direction) < 1e-4f, $"{direction}");
    }

    [Theory]
    [InlineData("OFFSET 0 20 0", "OFFSET 0 twenty 0", "clip.bvh:8: expected an offset but found 'twenty'")]
    [InlineData("MOTION", "MOTOIN", "expected MOTION but found 'MOTOIN'")]
    [InlineData("Frames: 3", "Frames: 4", "the file ends where number 1 of 57 of frame 4 of 4 was expected")]
    [InlineData("Frames: 3", "Frames: 2", "after the last of 2 frames of 57 numbers")]
    [InlineData("Frames: 3", "Frames: 0", "0 frames of 0.1 s make no motion")]
    [InlineData("Xposition", "Wposition", "clip.bvh:5: unknown channel 'Wposition'")]
    [InlineData("HIERARCHY", "", "clip.bvh:2: expected HIERARCHY but found 'ROOT'")]
    public void Parse_MalformedFile_NamesFileLineAndFault(string good, string bad, string message)
    {
        var text = BvhText.Standing();
        var at = text.IndexOf(good, StringComparison.Ordinal);
        var error = Assert.Throws<BvhFormatException>(() => Parse(text[..at] + bad + text[(at + good.Length)..]));

        Assert.StartsWith("clip.bvh:", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_UnknownJointNames_SaysWhichIsMissing()
    {
        var file = Parse(BvhText.Standing().Replace("LeftLeg", "Gauche", StringComparison.Ordinal));
        var error = Assert.Throws<BvhFormatException>(() => BvhClip.From(file));

        Assert.Contains("clip.bvh: no joint is called as the left knee", error.Message, StringComparison.Ordinal);
    }

    private static BvhFile Parse(string text) => BvhFile.Parse(new StringReader(text), "clip.bvh");
}
