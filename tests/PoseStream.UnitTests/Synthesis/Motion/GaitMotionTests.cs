using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Motion;

public sealed class GaitMotionTests
{
    private static readonly BodyProportions Body = new(1.75f);
    private static readonly GaitShape Walk = GaitShape.Walk(Body, 1.4f);
    private static readonly GaitMotion Walking = new(Body, Walk, new StraightTrack(1.4f), new MotionStyle());

    // Winter 1991 and Perry 1992, natural cadence, degrees; bands are the usual spread between people and a few degrees for a pelvis that starts level.
    [Theory]
    [InlineData(BodyJoint.LeftHip, 0.0, 18, 35)]
    [InlineData(BodyJoint.LeftHip, 0.5, -24, -5)]
    [InlineData(BodyJoint.LeftHip, 0.85, 22, 42)]
    [InlineData(BodyJoint.LeftKnee, 0.0, -16, 0)]
    [InlineData(BodyJoint.LeftKnee, 0.14, -26, -8)]
    [InlineData(BodyJoint.LeftKnee, 0.4, -16, 0)]
    [InlineData(BodyJoint.LeftKnee, 0.73, -70, -50)]
    [InlineData(BodyJoint.LeftAnkle, 0.08, -14, 2)]
    [InlineData(BodyJoint.LeftAnkle, 0.44, 6, 24)]
    [InlineData(BodyJoint.LeftAnkle, 0.65, -26, -4)]
    public void Walk_NaturalSpeed_FollowsPublishedAngles(BodyJoint joint, double phase, float least_deg, float most_deg) =>
        Assert.InRange(new SampledBody(Walking, phase * Walk.Period_s).Flexion_deg(joint), least_deg, most_deg);

    [Fact]
    public void Walk_LeftHeelStrike_LeftFootAndRightHandAreInFront()
    {
        var body = new SampledBody(Walking, 3 * Walk.Period_s);

        Assert.True(body[BodyJoint.LeftAnkle].X > body[BodyJoint.RightAnkle].X + 0.5f);
        Assert.True(body[BodyJoint.RightWrist].X > body[BodyJoint.LeftWrist].X + 0.3f);
    }

    [Fact]
    public void Walk_AnyTime_LeftIsOnTheLeft()
    {
        for (var t = 0.0; t < Walk.Period_s; t += 0.02)
        {
            var body = new SampledBody(Walking, t);
            // Left × up × forward is a right-handed triple in this order: forward, left, up.
            var left = body[BodyJoint.LeftHip] - body[BodyJoint.RightHip];
            var up = body[BodyJoint.Neck] - body[BodyJoint.Pelvis];
            var forward = body[BodyJoint.LeftToes] + body[BodyJoint.RightToes] - body[BodyJoint.LeftAnkle] - body[BodyJoint.RightAnkle];
            Assert.True(Vector3.Dot(forward, Vector3.Cross(left, up)) > 0);
            Assert.True(body[BodyJoint.LeftAnkle].Y > body[BodyJoint.RightAnkle].Y);
            Assert.True(body[BodyJoint.LeftElbow].Y > 0 && body[BodyJoint.RightElbow].Y < 0);
        }
    }

    [Fact]
    public void Walk_FirstHalfOfStride_OnlyTheRightFootTravels()
    {
        var from = new SampledBody(Walking, 0.12 * Walk.Period_s);
        var to = new SampledBody(Walking, 0.33 * Walk.Period_s);

        Assert.Equal(from[BodyJoint.LeftAnkle].X, to[BodyJoint.LeftAnkle].X, 0.003f);
        Assert.True(to[BodyJoint.RightAnkle].X > from[BodyJoint.RightAnkle].X + 0.4f);
    }

    [Theory]
    [InlineData(0.7f)]
    [InlineData(1.4f)]
    [InlineData(2f)]
    public void Walk_AnySpeed_TravelsAtIt(float speed_mps)
    {
        var shape = GaitShape.Walk(Body, speed_mps);
        var motion = new GaitMotion(Body, shape, new StraightTrack(speed_mps), new MotionStyle());

        var way = new SampledBody(motion, 10 * shape.Period_s)[BodyJoint.Pelvis] - new SampledBody(motion, 0)[BodyJoint.Pelvis];
        Assert.Equal(10 * shape.Period_s * speed_mps, way.X, 0.02f);
        Assert.Equal(0, way.Y, 0.02f);
    }

    [Fact]
    public void Walk_StoppingPath_StartsAndEndsStandingStill()
    {
        var track = new PathTrack(new FloorPath([Vector2.Zero, new(5, 0)]), 1.3f, stops: true);
        var motion = new GaitMotion(Body, GaitShape.Walk(Body, 1.3f), track, new MotionStyle { Restlessness = 0 });

        var end = new SampledBody(motion, motion.Duration_s + 2);
        var later = new SampledBody(motion, motion.Duration_s + 2.3);
        Assert.Equal(5, end[BodyJoint.Pelvis].X, 0.05f);
        Assert.True(Vector3.Distance(end[BodyJoint.LeftAnkle], later[BodyJoint.LeftAnkle]) < 1e-3f);
        Assert.Equal(end[BodyJoint.LeftAnkle].X, end[BodyJoint.RightAnkle].X, 0.06f);
        Assert.Equal(Body.AnkleHeight_m, end[BodyJoint.RightAnkle].Z, 0.002f);
        var probe = MotionProbe.Of(motion, -1, motion.Duration_s + 1);
        Assert.True(probe.Sliding_m < 0.002f, $"slides {probe.Sliding_m} m");
    }

    [Fact]
    public void Walk_CurvedPath_FollowsItWithoutSliding()
    {
        var path = new FloorPath([Vector2.Zero, new(3, 0), new(3, 3), new(0, 3), new(-2, 1)]);
        var motion = new GaitMotion(Body, GaitShape.Walk(Body, 1.2f), new PathTrack(path, 1.2f), new MotionStyle());

        for (var t = 0.0; t < motion.Duration_s; t += 0.1)
        {
            var pelvis = new SampledBody(motion, t)[BodyJoint.Pelvis];
            Assert.True(Vector2.Distance(new(pelvis.X, pelvis.Y), path.At(1.2 * t).Position_m) < 0.04f);
        }

        var probe = MotionProbe.Of(motion, 0, motion.Duration_s);
        Assert.True(probe.Sliding_m < 0.002f, $"slides {probe.Sliding_m} m");
        Assert.True(probe.BeyondLimit.Excess_rad < 0.15f, $"{probe.BeyondLimit}");
    }

    [Fact]
    public void Turn_OnTheSpot_FacesTheTracksHeading()
    {
        var track = new TurningTrack(new Random(5));
        var motion = new GaitMotion(Body, GaitShape.Shuffle(Body), track, new MotionStyle());

        for (var t = 0.0; t < 20; t += 0.5)
        {
            var body = new SampledBody(motion, t);
            var left = body[BodyJoint.LeftHip] - body[BodyJoint.RightHip];
            var heading = MathF.Atan2(-left.X, left.Y);
            Assert.True(MathF.Abs(MathF.IEEERemainder(heading - track.At(t).Heading_rad, MathF.Tau)) < 0.15f);
            Assert.True(new Vector2(body[BodyJoint.Pelvis].X, body[BodyJoint.Pelvis].Y).Length() < 0.06f);
        }
    }
}
