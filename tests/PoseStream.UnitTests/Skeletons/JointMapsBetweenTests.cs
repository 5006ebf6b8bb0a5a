using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Skeletons;

public sealed class JointMapsBetweenTests
{
    [Fact]
    public void Between_CocoToHuman36M_IsTheRuleOfTheFacts()
    {
        // Facts: model contracts §12, written out.
        var coco = Pose(Coco17.Skeleton);
        Vector2 P(string name) => coco[Coco17.Skeleton.IndexOf(name)].Pixel;
        var (nose, hips, shoulders) = (P("nose"), (P("left_hip") + P("right_hip")) / 2, (P("left_shoulder") + P("right_shoulder")) / 2);
        var eyes = (P("left_eye") + P("right_eye")) / 2;
        var thorax = shoulders + ((nose - shoulders) / 3);
        thorax.Y -= 2f / 3 * (eyes.Y - nose.Y);
        var spine = (hips + shoulders) / 2;
        spine.X += 0.3f * (spine.X - ((hips.X + thorax.X) / 2));
        var head = new Vector2((P("left_eye") + P("right_eye") + P("left_ear") + P("right_ear")).X / 4, P("left_eye").Y + P("right_eye").Y - nose.Y);

        var found = Mapped(Coco17.Skeleton, H36m17.Skeleton, coco);
        AssertAt(hips, found, "pelvis");
        AssertAt(thorax, found, "neck");
        AssertAt(spine, found, "torso");
        AssertAt(nose - ((nose - shoulders) / 4), found, "nose");
        AssertAt(head, found, "head");
        AssertAt(P("right_ankle"), found, "right_ankle");
    }

    [Theory]
    [InlineData("nose", "neck")]
    [InlineData("left_ear", "head")]
    [InlineData("left_hip", "torso")]
    public void Between_SourceJointAbsent_LeavesAbsentWhatFollowsFromIt(string missing, string derived)
    {
        var coco = Pose(Coco17.Skeleton);
        coco[Coco17.Skeleton.IndexOf(missing)] = JointEstimate.Absent;
        var found = Mapped(Coco17.Skeleton, H36m17.Skeleton, coco);
        Assert.False(found[H36m17.Skeleton.IndexOf(derived)].IsPresent);
        Assert.True(found[H36m17.Skeleton.IndexOf("right_knee")].IsPresent);
    }

    [Fact]
    public void Between_Halpe_TakesItsOwnTrunk()
    {
        var halpe = Pose(Halpe26.Skeleton);
        var found = Mapped(Halpe26.Skeleton, H36m17.Skeleton, halpe);
        Vector2 P(string name) => halpe[Halpe26.Skeleton.IndexOf(name)].Pixel;
        AssertAt(P("head"), found, "head");
        AssertAt((P("neck") + P("pelvis")) / 2, found, "torso");
    }

    [Fact]
    public void Between_EveryKnownPair_EitherFollowsWholeOrNamesWhatIsMissing()
    {
        foreach (var source in SkeletonCatalog.All)
        {
            Assert.NotNull(JointMaps.ToPublished(source));
            foreach (var target in SkeletonCatalog.All)
            {
                var map = JointMaps.Between(source, target, out var missing);
                Assert.Equal(map is null, missing.Length > 0);
                Assert.True(map is not null || source != target);
                if (map is not null)
                {
                    Assert.All(Mapped(source, target, Pose(source)), static joint => Assert.True(joint.IsPresent));
                }
            }
        }
    }

    private static JointEstimate[] Mapped(Skeleton source, Skeleton target, JointEstimate[] joints)
    {
        var found = new JointEstimate[target.Count];
        JointMaps.Between(source, target, out _)!.Apply(joints, found);
        return found;
    }

    private static JointEstimate[] Pose(Skeleton skeleton) =>
        [.. skeleton.Joints.Select((_, j) => JointEstimate.Absent with { Pixel = new Vector2(100 + (7 * j), 50 + (13 * (j % 7)) + j), Confidence = 0.9f, Visibility = 0.9f })];

    private static void AssertAt(Vector2 expected, JointEstimate[] found, string joint)
    {
        var pixel = found[H36m17.Skeleton.IndexOf(joint)].Pixel;
        Assert.True(Vector2.Distance(expected, pixel) < 1e-2f, $"{joint}: expected {expected}, found {pixel}");
    }
}
