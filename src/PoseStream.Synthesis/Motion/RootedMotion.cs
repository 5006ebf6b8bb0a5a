using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>A motion on the spot, at the origin: what the ones that stand, bend and hop have in common.</summary>
public abstract class RootedMotion : IMotion
{
    private readonly Arms _arms;

    private protected RootedMotion(BodyProportions body, MotionStyle style, ArmAction arms)
    {
        (Body, Style) = (body, style);
        _arms = new Arms(body, arms, style);
        Noise = new SmoothNoise(style.Seed, 8);
    }

    public BodyProportions Body { get; }

    public virtual double Duration_s => double.PositiveInfinity;

    private protected MotionStyle Style { get; }

    /// <summary>Channels 0 to 4 are the derived motion's own; the rest move the head.</summary>
    private protected SmoothNoise Noise { get; }

    /// <summary>Thigh and shank as one.</summary>
    private protected float Leg_m => Body.HipHeight_m - Body.AnkleHeight_m;

    public abstract void PoseAt(double t_s, BodyPose pose);

    /// <summary>The ankle's spot of a comfortable stand.</summary>
    private protected FloorPlacement Spot(bool left, float forward_m = 0, float wider_m = 0)
    {
        var side = left ? 1 : -1;
        var aside = (0.055f * Body.Stature_m * Style.StanceWidth) + wider_m;
        return new FloorPlacement(new Vector2(forward_m, side * aside), side * Style.ToeOut_rad);
    }

    /// <param name="pelvis">Its rotation must be set.</param>
    private protected void Legs(BodyPose pose, Vector3 pelvis, in FootPlacement left, in FootPlacement right, float kneeOut_rad)
    {
        LegSolver.SettlePelvis(Body, pose, pelvis, left, right);
        LegSolver.Solve(Body, pose, true, left, kneeOut_rad);
        LegSolver.Solve(Body, pose, false, right, kneeOut_rad);
    }

    /// <summary>Back, head and arms over a pelvis that has been turned. The back bends by this and by the person's slouch; the head looks ahead.</summary>
    private protected void Upper(double t_s, BodyPose pose, float yaw_rad, float pitch_rad, float roll_rad, float swing_rad = 0, float lookDown_rad = 0)
    {
        Trunk.Bend(pose, yaw_rad, pitch_rad + Style.Slouch_rad + _arms.Bend_rad(t_s), roll_rad);
        var glance = 0.12f * Style.Restlessness;
        Trunk.Look(pose, Trunk.Turn(
            2.5f * glance * Noise.At(t_s, 5),
            Style.HeadDown_rad + lookDown_rad + (glance * Noise.At(t_s, 6)),
            0.5f * glance * Noise.At(t_s, 7)));
        _arms.Apply(t_s, pose, swing_rad, swing_rad, Style.ElbowBend_rad);
    }
}
