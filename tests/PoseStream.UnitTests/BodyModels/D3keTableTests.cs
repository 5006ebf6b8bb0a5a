using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.BodyModels;

/// <summary>D3KE's tables against what the facts say of them (model contracts §9.1, §9.2, §9.6).</summary>
public sealed class D3keTableTests
{
    [Fact]
    public void Counts_AreThoseOfTheContract()
    {
        Assert.Equal(69, D3keAngles.Count);
        Assert.Equal(51, D3keScales.Factors.Count);
        Assert.Equal(48, D3keScales.Bodies.Count);
        Assert.Equal(50, D3kePoints.Joints.Count);
        Assert.Equal(65, D3kePoints.Markers.Count);
        Assert.Equal(126, 6 + D3keScales.Factors.Count + D3keAngles.Count);
        Assert.Equal(567, D3keFeatures.Count);
        Assert.Equal(222, D3keFeatures.CountWithoutPoints);
        Assert.Equal((D3kePoints.Joints.Count, D3kePoints.Markers.Count), (D3keFeatures.JointCount, D3keFeatures.MarkerCount));
        Assert.Equal((D3keScales.Bodies.Count, D3keAngles.Count), (D3keFeatures.BodyCount, D3keFeatures.AngleCount));
        Assert.Equal(30, D3kePoints.Markers.Count(marker => marker.Weight == D3kePoints.BonyLandmark));
        Assert.Equal([0, 1, 10, 20], D3kePoints.Markers.Select(marker => marker.Weight).Distinct().Order());
    }

    [Fact]
    public void Features_FollowOneAnother() => Assert.Equal(
        [0, 150, 345, 489, 498, 567], [D3keFeatures.Joints, D3keFeatures.Markers, D3keFeatures.Scales, D3keFeatures.Rotation, D3keFeatures.Angles, D3keFeatures.Count]);

    [Fact]
    public void Angles_Ranges_AreNoFullTurnAndTheSameOnBothSides()
    {
        Assert.Equal(69, D3keAngles.All.Select(angle => angle.Name).Distinct().Count());
        Assert.All(D3keAngles.All, angle => Assert.True(angle.Least_deg < angle.Most_deg && angle.Least_deg > -360 && angle.Most_deg < 360, $"{angle}"));
        var pairs = 0;
        foreach (var right in D3keAngles.All.Where(angle => !angle.Name.EndsWith("_l", StringComparison.Ordinal)))
        {
            var name = right.Name.EndsWith("_r", StringComparison.Ordinal) ? right.Name[..^2] + "_l" : right.Name + "_l";
            if (D3keAngles.All.FirstOrDefault(angle => angle.Name == name) is { Name: not null } left)
            {
                pairs++;

                // The one coordinate whose sides differ in the file.
                var most = right.Name == "ankle_angle_r" ? 40 : right.Most_deg;
                Assert.Equal((right.Least_deg, most), (left.Least_deg, left.Most_deg));
            }
        }

        Assert.Equal(19, pairs);
        Assert.Equal(new AngleRange("hip_flexion_r", -120, 180), D3keAngles.All[D3keAngles.IndexOf("hip_flexion_r")]);
        Assert.Equal(27, D3keAngles.IndexOf("hip_flexion_r"));
        Assert.Equal(68, D3keAngles.IndexOf("ribs_bending"));
        Assert.Equal(MathF.PI / 6, D3keAngles.All[27].Middle_rad, 1e-6f);
        Assert.Equal(MathF.PI * 150 / 180, D3keAngles.All[27].HalfRange_rad, 1e-6f);
    }

    [Fact]
    public void Bodies_EachFactor_IsUsedAndBothSidesHaveTheSameShape()
    {
        Assert.Equal(Enumerable.Range(0, 51), D3keScales.Bodies.SelectMany(body => new[] { body.X, body.Y, body.Z }).Distinct().Order());
        foreach (var left in D3keScales.Bodies.Where(body => body.Name.EndsWith("_l", StringComparison.Ordinal)))
        {
            var stem = left.Name[..^2];
            var right = D3keScales.Bodies.Single(body => body.Name == stem || body.Name == stem + "_r");
            Assert.Equal(Shape(right), Shape(left));
        }

        Assert.All(D3keScales.Factors, factor => Assert.True(factor.Mean > factor.Amplitude && factor.Amplitude >= 0, $"{factor}"));

        // Which axes share a factor; a body of the left may share with one of the right.
        static (bool Xy, bool Xz, bool Yz) Shape(ScaledBody body) => (body.X == body.Y, body.X == body.Z, body.Y == body.Z);
    }

    [Fact]
    public void Spread_GivesEachAxisItsFactor()
    {
        var scales = new float[3 * 48];
        D3keScales.Spread([.. Enumerable.Range(0, 51).Select(i => (float)i)], scales);
        Assert.Equal([16f, 14, 16], scales[(3 * 19)..(3 * 20)]);
        Assert.Equal([50f, 48, 50], scales[(3 * 47)..]);
    }

    [Fact]
    public void Points_Mirrors_AreTheOtherSideAndBack()
    {
        foreach (var (name, mirror) in D3kePoints.Joints.Select(joint => (joint.Name, D3kePoints.Joints[joint.Mirror].Name)))
        {
            var left = name.EndsWith("_l", StringComparison.Ordinal) ? name : mirror;
            var right = left == name ? mirror : name;
            Assert.True(left == right || right + "_l" == left || right[..^2] + "_l" == left, $"{name} and {mirror}");
        }

        Assert.All(D3kePoints.Markers, marker =>
        {
            var mirror = D3kePoints.Markers[marker.Mirror];
            Assert.Equal(marker.Weight, mirror.Weight);
            Assert.Equal(D3kePoints.Joints[marker.Joint].Mirror, mirror.Joint);
            Assert.True(marker.Mirror == D3kePoints.Markers.ToList().IndexOf(marker) || marker.Name[1..] == mirror.Name[1..], marker.Name);
        });
        Assert.Equal(13, D3kePoints.Markers.Where((marker, i) => marker.Mirror == i).Count());
    }

    [Fact]
    public void ToHalpe26_TakesNamedPointsAndLeavesTheRestAbsent()
    {
        var source = Enumerable.Range(0, 115).Select(j => JointEstimate.Absent with { Pixel = new(j, j), Confidence = 1 }).ToArray();
        var target = new JointEstimate[26];
        JointMaps.ToPublished(D3ke115.Skeleton).Apply(source, target);
        string[] absent = [.. Halpe26.Skeleton.Joints.Where((_, j) => !target[j].IsPresent).Select(joint => joint.Name)];
        Assert.Equal(["nose", "left_eye", "right_eye", "left_ear", "right_ear", "head", "left_small_toe", "right_small_toe"], absent);
        Assert.Equal(50, target[Halpe26.Skeleton.IndexOf("pelvis")].Pixel.X);
        Assert.Equal(44, target[Halpe26.Skeleton.IndexOf("left_shoulder")].Pixel.X);
        Assert.Equal(50 + 4, target[Halpe26.Skeleton.IndexOf("left_knee")].Pixel.X);
        Assert.Equal(50 + 40, target[Halpe26.Skeleton.IndexOf("right_heel")].Pixel.X);
    }
}
