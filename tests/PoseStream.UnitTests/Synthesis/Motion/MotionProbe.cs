using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;

namespace PoseStream.UnitTests.Synthesis.Motion;

/// <summary>Samples a motion finely and keeps the worst of what it must not do.</summary>
internal sealed class MotionProbe
{
    private const double Step_s = 0.002;

    // A sole point this low has weight on it; so long, that it is no foot passing by.
    private const float Contact_m = 0.001f;
    private const int ContactSteps = 25;

    private static readonly BodyJoint[] Ankles = [BodyJoint.LeftAnkle, BodyJoint.RightAnkle];

    /// <summary>Way of a loaded heel or ball over the floor in 50 ms.</summary>
    public float Sliding_m { get; private set; }

    public float BelowFloor_m { get; private set; }

    public (BodyJoint Joint, float Excess_rad) BeyondLimit { get; private set; }

    public double BeyondLimitAt_s { get; private set; }

    public float Speed_mps { get; private set; }

    /// <summary>Change of a joint's velocity between two steps; small for a motion whose velocity is continuous, however quick it is.</summary>
    public float VelocityJump_mps { get; private set; }

    public (double T, BodyJoint Joint) VelocityJumpAt { get; private set; }

    public float Norm_error { get; private set; }

    public bool Finite { get; private set; } = true;

    /// <summary>Samples at which a foot was on the floor, as a share of all.</summary>
    public double InContact { get; private set; }

    public static MotionProbe Of(IMotion motion, double from_s, double to_s)
    {
        var probe = new MotionProbe();
        var pose = new BodyPose();
        var (now, before, earlier) = (new Vector3[BodyTree.Count], new Vector3[BodyTree.Count], new Vector3[BodyTree.Count]);
        var frames = new Quaternion[BodyTree.Count];
        var soles = new List<Vector3[]>();
        var (samples, contacts) = (0, 0);
        for (var t = from_s; t < to_s; t += Step_s)
        {
            motion.PoseAt(t, pose);
            BodyKinematics.Solve(motion.Body, pose, now, frames);
            probe.Judge(t, pose, now);
            if (samples > 0)
            {
                probe.Follow(t, samples, now, before, earlier);
            }

            soles.Add(Soles(motion.Body, now, frames));
            contacts += soles[^1].Any(point => point.Z < Contact_m) ? 1 : 0;
            probe.BelowFloor_m = Math.Max(probe.BelowFloor_m, -soles[^1].Min(point => point.Z));
            (now, before, earlier) = (earlier, now, before);
            samples++;
        }

        probe.InContact = (double)contacts / samples;
        probe.Sliding_m = Sliding(soles);
        return probe;
    }

    private static float Sliding(List<Vector3[]> soles)
    {
        var worst = 0f;
        for (var point = 0; point < 4; point++)
        {
            var since = 0;
            for (var i = 0; i < soles.Count; i++)
            {
                if (soles[i][point].Z >= Contact_m)
                {
                    since = i + 1;
                }
                else if (i - since >= ContactSteps)
                {
                    var way = soles[i][point] - soles[i - ContactSteps][point];
                    worst = MathF.Max(worst, new Vector2(way.X, way.Y).Length());
                }
            }
        }

        return worst;
    }

    private static Vector3[] Soles(BodyProportions body, Vector3[] positions, Quaternion[] frames) => [.. Ankles.SelectMany(ankle =>
    {
        var heel = new Vector3(-0.045f * body.Stature_m, 0, -body.AnkleHeight_m);
        return new[]
        {
            positions[(int)ankle] + Vector3.Transform(heel, frames[(int)ankle]),
            // The ball rolls: its sole is below the toes' joint whichever way the foot is tipped.
            positions[(int)ankle + 1] - new Vector3(0, 0, 0.01f * body.Stature_m),
        };
    })];

    private void Judge(double t, BodyPose pose, Vector3[] positions)
    {
        var limit = JointLimits.Worst(pose);
        if (limit.Excess_rad > BeyondLimit.Excess_rad)
        {
            (BeyondLimit, BeyondLimitAt_s) = (limit, t);
        }

        Norm_error = Math.Max(Norm_error, pose.Rotations.Max(q => Math.Abs(q.Length() - 1)));
        Finite &= positions.All(p => float.IsFinite(p.X + p.Y + p.Z));
    }

    private void Follow(double t, int samples, Vector3[] now, Vector3[] before, Vector3[] earlier)
    {
        for (var j = 0; j < BodyTree.Count; j++)
        {
            var velocity = (now[j] - before[j]) / (float)Step_s;
            Speed_mps = MathF.Max(Speed_mps, velocity.Length());
            var jump = samples > 1 ? (velocity - ((before[j] - earlier[j]) / (float)Step_s)).Length() : 0;
            if (jump > VelocityJump_mps)
            {
                (VelocityJump_mps, VelocityJumpAt) = (jump, (t, (BodyJoint)j));
            }
        }
    }
}
