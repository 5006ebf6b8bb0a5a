using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Geometry;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Detectors;

/// <summary>facts: model contracts §4.</summary>
public sealed class DetrFamilyTests
{
    private const int Classes = 92;
    private const int NoObject = 91;
    private static readonly BoundingBox Person = new(40.5f, 33, 93, 121.25f);

    [Theory]
    [InlineData(1066, 800, 100)]
    [InlineData(640, 640, 300)]
    public void Decode_PeopleAndOthers_GivesThePeopleBestFirst(int width, int height, int queries)
    {
        var network = new FamilyCase(new DetrFamily(), width, height, Floats(1, queries, Classes), Floats(1, queries, 4));
        var second = new BoundingBox(200, 50, 300, 400);
        Write(network, 3, Person, personClass: 1, 0.75f, 0.2f);
        Write(network, queries - 1, second, personClass: 1, 0.875f, 0.1f);
        Write(network, 7, second, personClass: 18, 0.9f, 0.05f);
        var found = network.Detect();
        Assert.Equal(2, found.Length);
        AssertBox(found[0], second, 0.875f);
        AssertBox(found[1], Person, 0.75f);
    }

    [Fact]
    public void Decode_SurerOfNoObject_StillGivesThePersonAboveTheThreshold()
    {
        var network = new FamilyCase(new DetrFamily(), 640, 640, Floats(1, 100, Classes), Floats(1, 100, 4)).With("score_threshold", 0.3);
        Write(network, 0, Person, personClass: 1, 0.4f, 0.55f);
        AssertBox(Assert.Single(network.Detect()), Person, 0.4f);
    }

    [Fact]
    public void Decode_AnotherClassSurer_IsNoPerson()
    {
        var network = new FamilyCase(new DetrFamily(), 640, 640, Floats(1, 100, Classes), Floats(1, 100, 4)).With("score_threshold", 0.3);
        Write(network, 0, Person, personClass: 1, 0.4f, 0.1f);
        network.Of(0)[18] = MathF.Log(0.45f);
        Assert.Empty(network.Detect());
    }

    [Fact]
    public void Bind_BoxesOfOtherQueries_IsRefused() => Assert.Contains(
        "expected Float32[?,100,4]",
        new FamilyCase(new DetrFamily(), 640, 640, Floats(1, 100, Classes), Floats(1, 100, 4)).Refused(1, 1, 99, 4).Message,
        StringComparison.Ordinal);

    private static void Write(FamilyCase network, int query, BoundingBox box, int personClass, float probability, float nothing)
    {
        var logits = network.Of(0).AsSpan(query * Classes, Classes);
        logits.Fill(MathF.Log((1 - probability - nothing) / (Classes - 2)));
        logits[personClass] = MathF.Log(probability);
        logits[NoObject] = MathF.Log(nothing);
        var (width, height) = (network.Manifest.Input.Width, network.Manifest.Input.Height);
        float[] values = [box.Center.X / width, box.Center.Y / height, box.Width / width, box.Height / height];
        values.CopyTo(network.Of(1), query * 4);
    }
}
