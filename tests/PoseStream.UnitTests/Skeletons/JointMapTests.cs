using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Skeletons;

public sealed class JointMapTests
{
    private readonly JointEstimate[] _source = new JointEstimate[MediaPipe33.Skeleton.Count];
    private readonly JointEstimate[] _target = new JointEstimate[Halpe26.Skeleton.Count];

    public JointMapTests()
    {
        for (var i = 0; i < _source.Length; i++)
        {
            _source[i] = new JointEstimate(new Vector2(i, 2 * i), new Vector3(i, 0, -i), 0.5f + (i * 0.01f), 1 - (i * 0.01f));
        }
    }

    [Fact]
    public void Apply_SameName_CopiesTheJoint()
    {
        Assert.Equal(_source[MediaPipe33.Skeleton.IndexOf("left_elbow")], Mapped("left_elbow"));
        Assert.Equal(_source[MediaPipe33.Skeleton.IndexOf("right_foot_index")], Mapped("right_big_toe"));
    }

    [Fact]
    public void Apply_MeanOfTwo_TakesTheMiddleAndTheLesserCertainty()
    {
        var pelvis = Mapped("pelvis");
        Assert.Equal(new Vector2(23.5f, 47), pelvis.Pixel);
        Assert.Equal(new Vector3(23.5f, 0, -23.5f), pelvis.RootRelative_m);
        Assert.Equal(_source[23].Confidence, pelvis.Confidence);
        Assert.Equal(_source[24].Visibility, pelvis.Visibility);
    }

    [Fact]
    public void Apply_MeanPixels_AreAveragedAndNotMadeUp()
    {
        Assert.Null(Mapped("pelvis").MeanPixel);
        _source[23] = _source[23] with { MeanPixel = new Vector2(33, 40) };
        Assert.Equal((new Vector2(33, 40) + _source[24].Pixel) / 2, Mapped("pelvis").MeanPixel);
        Assert.Equal(new Vector2(23.5f, 47), Mapped("pelvis").Pixel);
    }

    [Fact]
    public void Apply_OneSourceAbsent_MakesTheTargetAbsent()
    {
        _source[24] = JointEstimate.Absent;
        Assert.False(Mapped("pelvis").IsPresent);
        Assert.False(Mapped("right_hip").IsPresent);
        Assert.True(Mapped("left_hip").IsPresent);
    }

    [Fact]
    public void Apply_NoCounterpart_StaysAbsent() => Assert.False(Mapped("left_small_toe").IsPresent);

    [Fact]
    public void New_UnknownSourceName_IsRefused() => Assert.Throws<KeyNotFoundException>(() => new JointMap(
        MediaPipe33.Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]> { ["neck"] = ["left_antenna"] }));

    [Theory]
    [MemberData(nameof(Skeletons))]
    public void Skeleton_Mirrors_AreTheOtherSideAndBack(Skeleton skeleton)
    {
        for (var i = 0; i < skeleton.Count; i++)
        {
            var joint = skeleton.Joints[i];
            Assert.Equal(i, skeleton.Joints[joint.Mirror].Mirror);
            var expected = joint.Name.Contains("left", StringComparison.Ordinal) ? joint.Name.Replace("left", "right", StringComparison.Ordinal)
                : joint.Name.Replace("right", "left", StringComparison.Ordinal);
            Assert.Equal(expected, skeleton.Joints[joint.Mirror].Name);
        }
    }

    public static TheoryData<Skeleton> Skeletons() => [Halpe26.Skeleton, MediaPipe33.Skeleton];

    private JointEstimate Mapped(string name)
    {
        MediaPipe33.ToHalpe26.Apply(_source, _target);
        return _target[Halpe26.Skeleton.IndexOf(name)];
    }
}
