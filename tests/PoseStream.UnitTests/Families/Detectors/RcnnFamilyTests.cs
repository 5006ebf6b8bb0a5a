using System.Numerics;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Geometry;
using Xunit;
using static PoseStream.UnitTests.Families.FamilyCase;

namespace PoseStream.UnitTests.Families.Detectors;

/// <summary>torchvision's networks (facts: model contracts §5, §11).</summary>
public sealed class RcnnFamilyTests
{
    private static readonly BoundingBox Person = new(40.5f, 33, 93, 121.25f);

    [Fact]
    public void Rcnn_PeopleAndOthers_GivesThePeople()
    {
        var network = new FamilyCase(new RcnnFamily(), 1333, 800, Floats(4, 4), Longs(4), Floats(4));
        Write(network, 0, Person, 1, 0.95f);
        Write(network, 1, new BoundingBox(1, 2, 3, 4), 18, 0.9f);
        Write(network, 2, new BoundingBox(5, 6, 70, 80), 1, 0.6f);
        Write(network, 3, new BoundingBox(5, 6, 70, 80), 1, 0.2f);
        var found = network.Detect();
        Assert.Equal(2, found.Length);
        AssertBox(found[0], Person, 0.95f);
        AssertBox(found[1], new BoundingBox(5, 6, 70, 80), 0.6f);
    }

    [Fact]
    public void Rcnn_NoRows_FindsNobody() => Assert.Empty(new FamilyCase(new RcnnFamily(), 640, 480, Floats(0, 4), Longs(0), Floats(0)).Detect());

    [Fact]
    public void KeypointRcnn_NoRows_FindsNobody() =>
        Assert.Equal(0, KeypointRcnn("coco17", 17, people: 0).Estimate().Score);

    [Theory]
    [InlineData("coco17", 17)]
    [InlineData("coco23", 23)]
    public void KeypointRcnn_SurestPerson_ComesBackWithItsJoints(string skeleton, int joints)
    {
        var network = KeypointRcnn(skeleton, joints, people: 3);
        Write(network, 0, Person, 18, 0.99f);
        Write(network, 1, Person, 1, 0.7f);
        Write(network, 2, Person, 1, 0.9f);
        for (var j = 0; j < joints; j++)
        {
            WriteJoint(network, joints, 1, j, new Vector2(1, 1), 20);
            WriteJoint(network, joints, 2, j, new Vector2(50 + j, 60 - j), 3);
        }

        var pose = network.Estimate();
        Assert.Equal(0.9f, pose.Score);
        for (var j = 0; j < joints; j++)
        {
            Assert.Equal(new Vector2(50 + j, 60 - j), pose.Joints[j].Pixel);
            Assert.Equal(0.731059f, pose.Joints[j].Confidence, 1e-5f);
            Assert.False(pose.Joints[j].HasMetric);
        }
    }

    // Trap T13: each person has all keypoints; those that were not seen have low logits.
    [Fact]
    public void KeypointRcnn_JointThatItInvented_IsAbsent()
    {
        var network = KeypointRcnn("coco17", 17, people: 1);
        Write(network, 0, Person, 1, 0.9f);
        WriteJoint(network, 17, 0, 9, new Vector2(60, 60), 1.9f);
        WriteJoint(network, 17, 0, 10, new Vector2(70, 70), 2.1f);
        var joints = network.Estimate().Joints;
        Assert.False(joints[9].IsPresent);
        Assert.True(joints[10].IsPresent);
    }

    [Fact]
    public void KeypointRcnn_SkeletonOfOtherSize_IsRefused()
    {
        var error = Assert.Throws<ModelContractException>(() => KeypointRcnn("coco17", 23, people: 1).Bind());
        Assert.Contains("has 23 joints, expected 17", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeypointRcnn_NoSkeleton_IsRefusedWithTheKnownOnes()
    {
        var error = Assert.Throws<ModelContractException>(() => KeypointRcnn(null, 17, people: 1).Bind());
        Assert.Contains("needs \"skeleton\"; write one of halpe26, coco17, coco23", error.Message, StringComparison.Ordinal);
    }

    private static FamilyCase KeypointRcnn(string? skeleton, int joints, int people) => new(
        new KeypointRcnnFamily(), 512, 640, skeleton, Floats(people, 4), Longs(people), Floats(people), Floats(people, joints, 3), Floats(people, joints));

    private static void Write(FamilyCase network, int row, BoundingBox box, long label, float score)
    {
        float[] values = [box.X1, box.Y1, box.X2, box.Y2];
        values.CopyTo(network.Of(0), row * 4);
        ((long[])network.Values[1])[row] = label;
        network.Of(2)[row] = score;
    }

    private static void WriteJoint(FamilyCase network, int joints, int person, int joint, Vector2 pixel, float logit)
    {
        float[] values = [pixel.X, pixel.Y, 1];
        values.CopyTo(network.Of(3), ((person * joints) + joint) * 3);
        network.Of(4)[(person * joints) + joint] = logit;
    }
}
