using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Geometry;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Detectors;

/// <summary>facts: model contracts §13.1, §13.2.</summary>
public sealed class MediaPipeDetectorFamilyTests
{
    // Anchors: (28 * 28) * 2 + (14 * 14) * 2 + (7 * 7) * 6 and (16 * 16) * 2 + (8 * 8) * 6.
    [Theory]
    [InlineData(224, 2254, 0, 4, 4)]
    [InlineData(224, 2254, 59, 12, 12)]
    [InlineData(224, 2254, 1569, 8, 8)]
    [InlineData(224, 2254, 2253, 208, 208)]
    [InlineData(128, 896, 1, 4, 4)]
    [InlineData(128, 896, 512, 8, 8)]
    [InlineData(128, 896, 895, 120, 120)]
    public void Decode_OneAnchor_GivesTheSquareAboutItsHips(int side, int anchors, int anchor, float x, float y)
    {
        // Row 59 of the first layer is column 1 of line 1; 1569 is of the second layer's first cell.
        var network = Network(side, anchors);
        Write(network, anchor, new Vector2(3, 2), new Vector2(10, 12), hips: new Vector2(1, 20), rim: new Vector2(1, -10), logit: 1.0986123f);
        var found = Assert.Single(network.Detect());
        AssertBox(found, BoundingBox.FromCenter(new Vector2(x + 1, y + 20), 60, 60), 0.75f);
        Assert.Equal(0, found.Rotation, 1e-5f);
    }

    [Theory]
    [InlineData(0, -30, 0)]
    [InlineData(30, 0, 90)]
    [InlineData(0, 30, 180)]
    [InlineData(-30, 0, -90)]
    [InlineData(15, -25.98f, 30)]
    public void Decode_LeaningPerson_TellsHowFar(float rimX, float rimY, float degrees)
    {
        var network = Network(224, 2254);
        Write(network, 700, Vector2.Zero, new Vector2(10, 10), hips: Vector2.Zero, rim: new Vector2(rimX, rimY), logit: 3);
        var rotation = Assert.Single(network.Detect()).Rotation * 180 / MathF.PI;
        Assert.Equal(0, MathF.IEEERemainder(rotation - degrees, 360), 0.1f);
    }

    [Fact]
    public void Decode_CandidatesOfOneFace_AreBlendedByScore()
    {
        // Anchors 0 and 1 have one centre.
        var network = Network(224, 2254);
        Write(network, 0, Vector2.Zero, new Vector2(40, 40), hips: new Vector2(10, 0), rim: new Vector2(10, -40), logit: 0);
        Write(network, 1, Vector2.Zero, new Vector2(40, 40), hips: new Vector2(20, 0), rim: new Vector2(20, -40), logit: 40);
        Write(network, 2253, Vector2.Zero, new Vector2(40, 40), hips: Vector2.Zero, rim: new Vector2(0, -20), logit: 1);
        var found = network.Detect();
        Assert.Equal(2, found.Length);
        Assert.Equal(1, found[0].Score, 1e-6f);
        Assert.Equal(4 + ((0.5f * 10) + 20) / 1.5f, found[0].Box.Center.X, 1e-3f);
        Assert.Equal(208, found[1].Box.Center.X, 1e-3f);
    }

    [Fact]
    public void Decode_EveryCandidateAFaceOfItsOwn_StopsAtTheMaximum()
    {
        var network = Network(224, 2254).With("max_detections", 5);
        for (var anchor = 0; anchor < 2254; anchor++)
        {
            Write(network, anchor, Vector2.Zero, new Vector2(1, 1), Vector2.Zero, new Vector2(0, -5), logit: 5);
        }

        Assert.Equal(5, network.Detect().Length);
    }

    [Fact]
    public void Bind_InputOfNeitherGeneration_IsRefused()
    {
        var error = Assert.Throws<ModelContractException>(() => new FamilyCase(new MediaPipeDetectorFamily(), 256, 256, Floats(1, 2254, 12), Floats(1, 2254, 1)).Bind());
        Assert.Contains("its input is 256x256, expected 224x224 or 128x128", error.Message, StringComparison.Ordinal);
    }

    private static FamilyCase Network(int side, int anchors)
    {
        var network = new FamilyCase(new MediaPipeDetectorFamily(), side, side, Floats(1, anchors, 12), Floats(1, anchors, 1));
        network.Fill(-100);
        return network;
    }

    private static void Write(FamilyCase network, int anchor, Vector2 center, Vector2 size, Vector2 hips, Vector2 rim, float logit)
    {
        float[] values = [center.X, center.Y, size.X, size.Y, hips.X, hips.Y, rim.X, rim.Y, 0, 0, 0, 0];
        values.CopyTo(network.Of(0), anchor * 12);
        network.Of(1)[anchor] = logit;
    }
}
