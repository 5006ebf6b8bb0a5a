namespace PoseStream.Core.Kinematics;

/// <summary>
/// OpenSim's coordinates that can be told from joint positions, named and signed as in its full-body models (facts: model contracts §9.4, §9.6).
/// Those of the pelvis are told against the ground (<see cref="OpenSimSpace"/>), all others against another part of the body.
/// Not here, since points do not show them: lumbar_extension (hips and their middle are one line, so that a bend of the back and a tilt of the pelvis look the same; all of it
/// counts as pelvis_tilt), pro_sup and the wrist (there is no hand), subtalar and mtp.
/// </summary>
public enum JointAngle
{
    PelvisTilt,
    PelvisList,
    PelvisRotation,
    HipFlexionRight,
    HipAdductionRight,
    HipRotationRight,
    KneeAngleRight,
    AnkleAngleRight,
    HipFlexionLeft,
    HipAdductionLeft,
    HipRotationLeft,
    KneeAngleLeft,
    AnkleAngleLeft,
    LumbarBending,
    LumbarRotation,
    ArmFlexionRight,
    ArmAdductionRight,
    ArmRotationRight,
    ElbowFlexionRight,
    ArmFlexionLeft,
    ArmAdductionLeft,
    ArmRotationLeft,
    ElbowFlexionLeft,
}
