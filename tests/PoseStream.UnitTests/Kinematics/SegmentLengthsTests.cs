using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Kinematics;

public sealed class SegmentLengthsTests
{
    private static readonly int Knee = Halpe26.Skeleton.IndexOf("left_knee");
    private static readonly int Hip = Halpe26.Skeleton.IndexOf("left_hip");

    [Fact]
    public void Of_NoisyWithOutliers_IsTheTrueLengthWithItsSpread()
    {
        var (lengths, random) = (new SegmentLengths(Halpe26.Skeleton), new Random(2));
        for (var i = 0; i < 2000; i++)
        {
            var noise = (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 0.04f;
            Add(lengths, i > 20 && i % 25 == 0 ? 3 : 0.45f + noise);
        }

        var thigh = lengths.Of(Knee)!.Value;
        Assert.Equal(Knee, thigh.Joint);
        Assert.Equal(0.45f, thigh.Mean_m, 0.005f);
        // Three uniform numbers: a standard deviation of one half.
        Assert.InRange(thigh.Spread_m, 0.018f, 0.026f);
    }

    [Fact]
    public void Of_SeenTooSeldomOrNever_IsNotKnown()
    {
        var lengths = new SegmentLengths(Halpe26.Skeleton);
        for (var i = 0; i < 5; i++)
        {
            Add(lengths, 0.45f);
        }

        Assert.All(Enumerable.Range(0, Halpe26.Skeleton.Count), joint => Assert.Null(lengths.Of(joint)));
    }

    private static void Add(SegmentLengths lengths, float length)
    {
        var joints = new Vector3[Halpe26.Skeleton.Count];
        Array.Fill(joints, new Vector3(float.NaN));
        joints[Hip] = new Vector3(1, 2, 3);
        joints[Knee] = joints[Hip] + new Vector3(0, length, 0);
        lengths.Add(joints);
    }
}
