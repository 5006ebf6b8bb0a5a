using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.UnitTests.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Appearance;

public sealed class PersonLookGeneratorTests
{
    [Fact]
    public void Make_SameSeed_MakesTheSamePerson()
    {
        var first = PersonLookGenerator.Make(new Dice(42));
        var second = PersonLookGenerator.Make(new Dice(42));

        Assert.Equal(first.Proportions.Stature_m, second.Proportions.Stature_m);
        Assert.Equal(first.Parts, second.Parts);
    }

    [Fact]
    public void Make_ManySeeds_CoversChildrenAdultsAndAllSkins()
    {
        var looks = Enumerable.Range(0, 400).Select(seed => PersonLookGenerator.Make(new Dice((ulong)seed), children: 0.2f)).ToArray();
        var skins = looks.Select(look => look.Parts.First(part => part.Region == BodyRegion.Head).Material.Color.Y).ToArray();

        Assert.InRange(looks.Count(look => look.Build.Child), 50, 110);
        Assert.InRange(looks.Count(look => look.Build.Female), 150, 250);
        Assert.All(looks, look => Assert.InRange(look.Proportions.Stature_m, 0.9f, 2.1f));
        Assert.True(skins.Min() < 0.05f && skins.Max() > 0.5f, $"skins from {skins.Min()} to {skins.Max()}");
        Assert.All(looks, look => Assert.InRange(look.Parts.Count, 45, 100));
    }

    [Fact]
    public void Make_SmallChild_HasALargeHeadAndShortLegsForTheStature()
    {
        var looks = Many(children: 1).Where(look => look.Proportions.Stature_m < 1.1f).ToArray();

        // At four to five years: Snyder et al. 1977 and Fredriks et al. 2005; of an adult's stature a head is .137 and a hip joint .53 high.
        Assert.InRange(looks.Average(look => look.Head.Unit_m / look.Proportions.Stature_m) * 0.137f, 0.185f, 0.2f);
        Assert.InRange(looks.Average(look => look.Proportions.HipHeight_m / look.Proportions.Stature_m), 0.48f, 0.51f);
        Assert.All(looks, look => Assert.True(Chin(look) < Crown(look) && Chin(look) > Height(look, BodyJoint.LeftShoulder), $"chin {Chin(look)} m, shoulders {Height(look, BodyJoint.LeftShoulder)} m"));
    }

    [Fact]
    public void Make_AnyBody_HasTheCrownAtTheStature()
    {
        Assert.All(Many(children: 0.5f), look => Assert.Equal(look.Proportions.Stature_m, Crown(look), 3));
    }

    [Fact]
    public void Make_TallAdults_HaveHeadsHardlyLargerThanShortOnes()
    {
        var women = Many(children: 0).Where(look => look.Build.Female).OrderBy(look => look.Proportions.Stature_m).ToArray();
        var small = women[..50];
        var tall = women[^50..];

        var statures = tall.Average(look => look.Proportions.Stature_m) / small.Average(look => look.Proportions.Stature_m);
        Assert.InRange(tall.Average(look => look.Head.Unit_m) / small.Average(look => look.Head.Unit_m), 1, 1 + (0.75f * (statures - 1)));
    }

    [Fact]
    public void Make_Standing_IsAsTallAsTheStatureAndStandsOnTheFloor()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var person = TestScenes.Standing(seed, Vector2.Zero, 0);
            var scene = TestScenes.Empty();
            scene.Add(person);
            var view = TestScenes.Front(400, 400);
            var picture = TestScenes.Render(scene, view);
            var regions = Enumerable.Range(0, 400 * 400).Where(i => picture.Owners[i] == 0).ToArray();
            var metres = 4 / (float)view.Model.Fy;
            var top = 0.9f + ((200 - (regions.Min() / 400)) * metres);
            var bottom = 0.9f + ((200 - (regions.Max() / 400)) * metres);

            // Hair and hats add to the stature, soles to the foot.
            Assert.InRange(top - person.Look.Proportions.Stature_m, -0.03f, 0.16f);
            Assert.InRange(bottom, -0.05f, 0.04f);
        }
    }

    [Fact]
    public void Pose_AnyPerson_GivesFiniteSolidsOnBothSides()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            var person = TestScenes.Standing(seed, Vector2.Zero, 0);
            var solids = person.Look.Parts.Select(part => part.Pose(person, 0)).ToArray();

            Assert.All(solids, solid => Assert.True(
                float.IsFinite(solid.Origin_m.LengthSquared()) && float.IsFinite(solid.Frame.LengthSquared()) && solid.Scale is { X: > 0, Y: > 0, Z: > 0 } && solid.RadiusFrom > 0));
            Assert.Equal(solids.Count(solid => solid.Region == BodyRegion.LeftHand), solids.Count(solid => solid.Region == BodyRegion.RightHand));
            Assert.True(solids.Where(solid => solid.Region == BodyRegion.LeftThigh).All(solid => solid.Origin_m.Y > 0));
            Assert.True(solids.Where(solid => solid.Region == BodyRegion.RightThigh).All(solid => solid.Origin_m.Y < 0));
        }
    }

    private static PersonLook[] Many(float children) => [.. Enumerable.Range(0, 400).Select(seed => PersonLookGenerator.Make(new Dice((ulong)seed), children))];

    private static float Crown(PersonLook look) => Height(look, BodyJoint.Head) + look.Head.Top_m.Z;

    private static float Chin(PersonLook look) => Height(look, BodyJoint.Head) + look.Head.Jaw_m.Z - (0.046f * look.Head.Unit_m);

    // Standing, every joint's frame is upright.
    private static float Height(PersonLook look, BodyJoint joint)
    {
        var height = look.Proportions.HipHeight_m;
        for (var at = joint; at != BodyJoint.Pelvis; at = BodyTree.ParentOf(at))
        {
            height += look.Proportions.OffsetOf(at).Z;
        }

        return height;
    }
}
