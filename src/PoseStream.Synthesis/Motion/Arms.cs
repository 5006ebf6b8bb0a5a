using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Moves both arms of one person for one <see cref="ArmAction"/>, on top of whatever the trunk does.</summary>
internal sealed class Arms
{
    private const int Targets = 8;
    private readonly BodyProportions _body;
    private readonly ArmAction _action;
    private readonly MotionStyle _style;
    private readonly SmoothNoise _noise;
    private readonly Vector3[] _targets = new Vector3[Targets];
    private readonly float _vary;

    public Arms(BodyProportions body, ArmAction action, MotionStyle style)
    {
        (_body, _action, _style) = (body, action, style);
        _noise = new SmoothNoise(style.Seed ^ 0x5A17, 6);
        var random = new Random(style.Seed ^ 0x0A21);
        _vary = (2 * random.NextSingle()) - 1;
        for (var i = 0; i < Targets; i++)
        {
            // Relative to the shoulder, in arm lengths: in front, from knee height to above the head, across or outwards.
            _targets[i] = Vector3.Normalize(new Vector3(1, random.NextSingle() - 0.35f, (2.2f * random.NextSingle()) - 1.1f))
                * (0.75f + (0.24f * random.NextSingle()));
        }
    }

    /// <summary>How far the trunk should bend forwards to go with the arms.</summary>
    public float Bend_rad(double t_s)
    {
        if (_action != ArmAction.Reach)
        {
            return _action == ArmAction.Carry ? -0.06f : 0;
        }

        var (share, target) = ReachAt(t_s);
        return share * MathF.Max(0.1f, 0.3f - (0.4f * target.Z));
    }

    /// <summary>Trunk and clavicles' parents must have been turned.</summary>
    /// <param name="leftSwing">Upper arm's swing forwards by the gait, radians; nothing when standing.</param>
    /// <param name="elbow_rad">Bend of a swinging arm's elbow.</param>
    public void Apply(double t_s, BodyPose pose, float leftSwing, float rightSwing, float elbow_rad)
    {
        ApplyTo(true, t_s, pose, leftSwing, elbow_rad);
        ApplyTo(false, t_s, pose, rightSwing, elbow_rad);
    }

    private void ApplyTo(bool left, double t_s, BodyPose pose, float swing, float elbow_rad)
    {
        var active = left == _style.LeftHanded;
        var s = _body.Stature_m;
        var side = left ? 1f : -1f;
        var shoulder = _body.OffsetOf(left ? BodyJoint.LeftClavicle : BodyJoint.RightClavicle)
            + _body.OffsetOf(left ? BodyJoint.LeftShoulder : BodyJoint.RightShoulder);
        var drift = 0.012f * s * _style.Restlessness
            * new Vector3(_noise.At(t_s, left ? 0 : 3), _noise.At(t_s, left ? 1 : 4), _noise.At(t_s, left ? 2 : 5));
        switch (_action)
        {
            case ArmAction.Phone when active:
                var ear = _body.OffsetOf(BodyJoint.Neck) + _body.OffsetOf(BodyJoint.Head) + (s * new Vector3(0.06f, side * 0.075f, -0.025f));
                Reach(ear + (0.4f * drift), new Vector3(0.35f, side * (0.7f + (0.3f * _vary)), -1.3f), Palm(left, 0.9f));
                break;
            case ArmAction.Crossed:
                var over = active ? 0.02f : 0;
                Reach(
                    new Vector3(s * (0.125f + over), -side * 0.015f * s, shoulder.Z - (s * (0.165f - over))) + (0.3f * drift),
                    new Vector3(0.1f, side, -0.7f + (0.2f * _vary)), Palm(left, 1.2f));
                break;
            case ArmAction.Pockets:
                Reach(FromPelvis(pose, s * new Vector3(0.035f, side * 0.105f, 0.035f)) + (0.2f * drift),
                    new Vector3(-1, side * (0.9f + (0.5f * _vary)), 0), Quaternion.Identity);
                break;
            case ArmAction.OnHips:
                Reach(FromPelvis(pose, s * new Vector3(0.03f, side * 0.11f, 0.075f)) + (0.2f * drift),
                    new Vector3(-0.5f + (0.3f * _vary), side, 0), Palm(left, 0.8f));
                break;
            case ArmAction.OnThighs:
                Reach(FromPelvis(pose, s * new Vector3(0.14f + (0.04f * _vary), side * 0.07f, 0.065f)) + (0.4f * drift),
                    new Vector3(-0.8f, side * 0.6f, -0.3f), Palm(left, 1.2f));
                break;
            case ArmAction.Carry:
                Reach(new Vector3(s * (0.2f + (0.02f * _vary)), side * 0.1f * s, shoulder.Z - (s * (0.2f + (0.05f * _vary)))) + (0.3f * drift),
                    new Vector3(-0.5f, side * 0.5f, -1), Palm(left, 0.3f));
                break;
            case ArmAction.Wave when active:
                var angle = (float)(t_s * MathF.Tau * 1.3 * _style.Tempo);
                var across = 0.09f * _style.Amplitude * MathF.Sin(angle);
                Reach(shoulder + (s * new Vector3(0.07f, side * (0.13f + across), 0.17f + (0.03f * _vary))),
                    new Vector3(-0.1f, side, -0.9f), Palm(left, 0.4f));
                break;
            case ArmAction.Reach when active:
                var (share, target) = ReachAt(t_s);
                var arm = s * 0.332f;
                var hanging = arm * new Vector3(0.12f, side * 0.12f, -0.97f);
                var goal = arm * new Vector3(target.X, side * target.Y, target.Z);
                Reach(shoulder + Vector3.Lerp(hanging, goal, share) + drift, new Vector3(-0.2f, side * 0.9f, -0.6f), Palm(left, 0.6f * share));
                break;
            default:
                Hang();
                break;
        }

        void Reach(Vector3 wrist_m, Vector3 elbow, Quaternion hand) => ArmSolver.Reach(_body, pose, left, wrist_m, elbow, hand);

        void Hang()
        {
            var more = 1 + (side * 0.4f * _style.Asymmetry);
            var idle = _style.Restlessness * 0.05f;
            ArmSolver.Swing(
                pose, left,
                (swing * more) + (idle * _noise.At(t_s, left ? 0 : 3)),
                _style.ArmSpread_rad + (idle * 0.6f * _noise.At(t_s, left ? 1 : 4)),
                MathF.Max(0.02f, elbow_rad + (0.5f * swing) + (idle * _noise.At(t_s, left ? 2 : 5))),
                0.25f + (0.15f * _vary));
        }
    }

    // From thumb forwards to back of the hand forwards and on: pronation.
    private static Quaternion Palm(bool left, float pronation_rad) =>
        Quaternion.CreateFromAxisAngle(Vector3.UnitZ, left ? -pronation_rad : pronation_rad);

    // Out along a minimum-jerk course, a rest there, back, a rest here: 4 s.
    private (float Share, Vector3 Target) ReachAt(double t_s)
    {
        const float Out = 0.28f;
        const float Back = 0.55f;
        var cycles = (t_s * _style.Tempo / 4) + _style.Phase;
        var whole = Math.Floor(cycles);
        var u = (float)(cycles - whole);
        var index = (int)(((long)whole % Targets) + Targets) % Targets;
        return (Curves.MinimumJerk(u / Out) - Curves.MinimumJerk((u - Back) / Out), _targets[index]);
    }

    private Vector3 FromPelvis(BodyPose pose, Vector3 point_m)
    {
        var spine = _body.OffsetOf(BodyJoint.Spine);
        var inSpine = Vector3.Transform(point_m - spine, Quaternion.Conjugate(pose[BodyJoint.Spine]));
        return Vector3.Transform(inSpine - _body.OffsetOf(BodyJoint.Chest), Quaternion.Conjugate(pose[BodyJoint.Chest]));
    }
}
