using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.UnitTests.Publishing;
using Xunit;

namespace PoseStream.UnitTests.Calibrating;

public sealed class UprightFilterTests
{
    private readonly UprightFilter _filter = new();

    [Fact]
    public void TrySee_WhoWalksOn_IsOnePersonAndWhoStandsIsToldOnce()
    {
        Assert.True(_filter.TrySee(Standing(300, 400, 200), out var first));
        Assert.False(_filter.TrySee(Standing(305, 400, 200), out _));
        Assert.True(_filter.TrySee(Standing(345, 405, 204), out var second));
        Assert.Equal(first.Person, second.Person);
        Assert.Equal((new Vector2(345, 201), new Vector2(345, 405)), (Rounded(second.Head), Rounded(second.Feet)));
    }

    [Fact]
    public void TrySee_TrackThatEnded_IsForgotten()
    {
        Assert.True(_filter.TrySee(Standing(300, 400, 200), out _));
        Assert.False(_filter.TrySee(Standing(300, 400, 200) with { State = TrackState.Ended }, out _));
        Assert.True(_filter.TrySee(Standing(300, 400, 200), out _));
    }

    [Theory]
    [InlineData(TrackState.Tentative)]
    [InlineData(TrackState.Lost)]
    public void TrySee_WhoIsNotConfirmed_IsNobody(TrackState state) => Assert.False(_filter.TrySee(Standing(300, 400, 200) with { State = state }, out _));

    [Fact]
    public void TrySee_WhoseFeetAreOutOfTheFrame_IsNobody()
    {
        var person = Standing(300, 400, 200);
        Assert.False(_filter.TrySee(person with { Joints = [.. person.Joints.Select(joint => joint with { Visibility = joint.Pixel.Y > 390 ? JointVisibility.OutOfFrame : joint.Visibility })] }, out _));
    }

    [Fact]
    public void TrySee_FootThatSomethingHides_IsNobody()
    {
        var person = Standing(300, 400, 200);
        bool IsLeftFoot(int joint) => Halpe26.Skeleton.Joints[joint].Name is "left_heel" or "left_big_toe" or "left_small_toe";
        Assert.False(_filter.TrySee(person with { Joints = [.. person.Joints.Select(joint => IsLeftFoot(joint.Index) ? joint with { Visibility = JointVisibility.Occluded } : joint)] }, out _));
        Assert.True(_filter.TrySee(
            person with { Joints = [.. person.Joints.Select(joint => IsLeftFoot(joint.Index) && Halpe26.Skeleton.Joints[joint.Index].Name is not "left_heel" ? joint with { Visibility = JointVisibility.Occluded } : joint)] }, out _));
    }

    [Theory]
    [InlineData("head", "small_toe")]
    [InlineData("head", "toe|heel")]
    public void TrySee_NetworkWithoutTopOfTheHeadOrFeet_TakesEarsAndAnkles(string missingAbove, string missingBelow)
    {
        var person = Standing(300, 400, 200);
        var missing = $"{missingAbove}|{missingBelow}".Split('|');
        bool IsMissing(PublishedJoint joint) => missing.Any(part => Halpe26.Skeleton.Joints[joint.Index].Name.EndsWith(part, StringComparison.Ordinal));
        Assert.True(_filter.TrySee(person with { Joints = [.. person.Joints.Where(joint => !IsMissing(joint))] }, out var sighting));
        var hasFeet = missingBelow is "small_toe";
        Assert.Equal(400 - (0.93f * 200), sighting.Head.Y, 0.01f);
        Assert.Equal(hasFeet ? 400 : 400 - (0.039f * 200), sighting.Feet.Y, 0.01f);
        Assert.Equal(hasFeet ? 0.9 : 0.861, sighting.Share, 0.001);
        Assert.Equal(hasFeet ? 0 : 0.039, sighting.Lift);
        Assert.Equal(hasFeet ? 0 : 0.045, sighting.Ahead);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("left_hip", float.NaN)]
    [InlineData("right_shoulder", float.NaN)]
    public void TrySee_JointsInMetres_TellWhereRightIs(string unsure, float right)
    {
        var person = Standing(300, 400, 200, upright: 1);
        Assert.True(_filter.TrySee(
            person with { Joints = [.. person.Joints.Select(joint => Halpe26.Skeleton.Joints[joint.Index].Name == unsure ? joint with { Position_m = null } : joint)] }, out var sighting));
        Assert.Equal(right, Vector3.Normalize(sighting.ToRight).X, 0.01f);
    }

    [Theory]
    [InlineData(1, UprightSighting.UsualShare)]
    [InlineData(0.88, 0.88)]
    [InlineData(0.7, double.NaN)]
    public void TrySee_JointsInMetres_TellHowMuchOfTheStatureShows(double upright, double share)
    {
        // Legs and trunk are as long as ever; head and feet are nearer to one another.
        var person = Standing(300, 400, 200, (float)upright);
        Assert.Equal(double.IsFinite(share), _filter.TrySee(person, out var sighting));
        Assert.Equal(double.IsFinite(share) ? share : sighting.Share, sighting.Share, 0.02);
    }

    /// <param name="upright">Null: without metres.</param>
    private static PersonPose Standing(float x, float feetY, float height, float? upright = null)
    {
        var joints = Halpe26.Skeleton.Joints.Index().Select(joint => new PublishedJoint(
            joint.Index, new Vector2(x, feetY - (HeightOf(joint.Item.Name) * height)), upright is { } share ? Metres(joint.Item.Name, share) : null, 0.9f, JointVisibility.Visible));
        return PublishedPoses.Person with { State = TrackState.Confirmed, Joints = [.. joints] };
    }

    private static Vector3 Metres(string name, float upright)
    {
        const float Stature_m = 1.7f;
        var y = HeightOf(name) * Stature_m;
        var x = name.StartsWith("left", StringComparison.Ordinal) ? -0.15f : name.StartsWith("right", StringComparison.Ordinal) ? 0.15f : 0;
        return name is "head" ? new Vector3(0, -upright * Stature_m, 5) : new Vector3(x, -y, 5);
    }

    private static float HeightOf(string name) => name switch
    {
        "head" => 1,
        _ when name.EndsWith("_ear", StringComparison.Ordinal) => 0.93f,
        _ when name.Contains("shoulder", StringComparison.Ordinal) => 0.818f,
        _ when name.Contains("hip", StringComparison.Ordinal) || name is "pelvis" => 0.53f,
        _ when name.Contains("knee", StringComparison.Ordinal) => 0.285f,
        _ when name.Contains("ankle", StringComparison.Ordinal) => 0.039f,
        _ when name.Contains("toe", StringComparison.Ordinal) || name.Contains("heel", StringComparison.Ordinal) => 0,
        _ => 0.9f,
    };

    private static Vector2 Rounded(Vector2 pixel) => new(MathF.Round(pixel.X), MathF.Round(pixel.Y));
}
