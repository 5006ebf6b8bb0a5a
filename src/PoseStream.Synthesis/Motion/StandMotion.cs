using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Stands, shifting the weight from leg to leg, looking about, the arms at something or idle. Goes on.</summary>
public sealed class StandMotion(BodyProportions body, MotionStyle style, ArmAction arms = ArmAction.Swing) : RootedMotion(body, style, arms)
{
    public override void PoseAt(double t_s, BodyPose pose)
    {
        var s = Body.Stature_m;
        // A few stances are held, the way between them is quick.
        var weight = MathF.Tanh(2 * Noise.At(0.6 * t_s, 0)) * Style.Restlessness;
        var left = FootPlacement.Flat(Body, Spot(true, 0.015f * s * Style.Asymmetry));
        var right = FootPlacement.Flat(Body, Spot(false, -0.015f * s * Style.Asymmetry));
        var list = 0.05f * weight;
        var turn = 0.04f * Style.Restlessness * Noise.At(t_s, 1);
        pose[BodyJoint.Pelvis] = Trunk.Turn(turn, Style.Lean_rad * 0.5f, list);
        // Ankles lie about 3 % of stature behind the centre of mass.
        var pelvis = new Vector3(
            (0.012f + (0.006f * Style.Restlessness * Noise.At(t_s, 2))) * s, 0.017f * s * weight, Body.HipHeight_m - (0.004f * s));
        Legs(pose, pelvis, left, right, 0.5f * Style.ToeOut_rad);
        Upper(t_s, pose, turn, Style.Lean_rad * 0.3f, -1.1f * list);
    }
}
