using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>
/// Steps along a track. Each foot is planted where the track will pass it, stays there, rolls from heel to ball, and swings to its next place;
/// the pelvis rides over both, never higher than the legs allow. Angles of hip, knee and ankle follow from that.
/// </summary>
public sealed class GaitMotion : IMotion
{
    // Degrees, heel up: foot against the floor over a stride (Winter 1991, foot angle in natural cadence, rounded; level from foot flat to heel off).
    private static readonly PeriodicCurve Pitch = new(
        (0, -20), (0.09f, 0), (0.33f, 0), (0.44f, 5), (0.5f, 15), (0.55f, 30), (0.62f, 58), (0.67f, 68), (0.76f, 42), (0.86f, 4), (0.95f, -21));

    private readonly GaitShape _shape;
    private readonly IFloorTrack _track;
    private readonly MotionStyle _style;
    private readonly Arms _arms;
    private readonly SmoothNoise _noise;

    public GaitMotion(BodyProportions body, GaitShape shape, IFloorTrack track, MotionStyle style, ArmAction arms = ArmAction.Swing)
    {
        (Body, _shape, _track, _style) = (body, shape, track, style);
        _arms = new Arms(body, arms, style);
        _noise = new SmoothNoise(style.Seed, 6);
    }

    public BodyProportions Body { get; }

    public double Duration_s => _track.Duration_s;

    public void PoseAt(double t_s, BodyPose pose)
    {
        var here = _track.At(t_s);
        var strides = (t_s / _shape.Period_s) + _style.Phase;
        var phase = (float)(strides - Math.Floor(strides));
        var size = SizeAt(t_s);
        var left = Foot(strides, true, t_s);
        var right = Foot(strides + 0.5, false, t_s);

        var (sin, cos) = MathF.SinCos(MathF.Tau * phase);
        var (sinLate, _) = MathF.SinCos(MathF.Tau * (phase - 0.05f));
        var turn = -_shape.PelvisTurn_rad * size * cos;
        var list = _shape.PelvisList_rad * size * _style.Amplitude * sin;
        var glance = _style.Restlessness * 0.05f;
        pose[BodyJoint.Pelvis] = here.Rotation * Trunk.Turn(turn, (_style.Lean_rad * 0.5f) + (_shape.Lean_rad * 0.4f * size), list);

        PlacePelvis(pose, here, phase, size, sinLate, left, right);
        LegSolver.Solve(Body, pose, true, left, _style.ToeOut_rad * 0.5f);
        LegSolver.Solve(Body, pose, false, right, _style.ToeOut_rad * 0.5f);

        // The shoulders turn against the pelvis and stay level.
        Trunk.Bend(
            pose, -2 * turn, _style.Slouch_rad + (_style.Lean_rad * 0.5f) + (_shape.Lean_rad * 0.6f * size) + _arms.Bend_rad(t_s),
            -0.9f * list);
        Trunk.Look(pose, here.Rotation * Trunk.Turn(
            5 * glance * _noise.At(t_s, 1), _style.HeadDown_rad + (2 * glance * _noise.At(t_s, 2)), glance * _noise.At(t_s, 3)));

        // Left arm with the right leg: forwards when the right heel strikes, half a stride after the left one.
        var swing = -_shape.ArmSwing_rad * _style.ArmSwing * size * cos;
        var elbow = _style.ElbowBend_rad + ((_shape.Elbow_rad - 0.3f) * size);
        _arms.Apply(t_s, pose, 0.05f + swing, 0.05f - swing, elbow);
    }

    private void PlacePelvis(BodyPose pose, FloorPlacement here, float phase, float size, float sway, in FootPlacement left, in FootPlacement right)
    {
        var bob = _shape.Bob_m * size * MathF.Cos(2 * MathF.Tau * (phase - (_shape.Duty / 2)));
        var aside = new Vector3(0, _shape.Sway_m * size * sway, 0);
        var wanted = Body.HipHeight_m - (0.004f * Body.Stature_m) - (_shape.Drop_m * size) + bob;
        LegSolver.SettlePelvis(Body, pose, here.ToWorld(aside) with { Z = wanted }, left, right);
    }

    private FootPlacement Foot(double strides, bool left, double t_s)
    {
        var step = Math.Floor(strides);
        var phase = (float)(strides - step);
        var contact_s = t_s - (phase * _shape.Period_s);
        var planted = Spot(contact_s, left);
        if (phase < _shape.Duty)
        {
            var pitch = Pitch.At(PublishedPhase(phase));
            return pitch < 0
                ? FootPlacement.OnHeel(Body, planted, Scaled(pitch, planted, Spot(contact_s - _shape.Period_s, left)))
                : FootPlacement.OnBall(Body, planted, Scaled(pitch, planted, Spot(contact_s + _shape.Period_s, left)));
        }

        var next = Spot(contact_s + _shape.Period_s, left);
        var u = (phase - _shape.Duty) / (1 - _shape.Duty);
        var spot = FloorPlacement.Mix(planted, next, Curves.Cruise(u, 0.3f, _shape.LandingShare));
        var tip = Scaled(Pitch.At(PublishedPhase(phase)), planted, next);
        var lift = _shape.Lift_m * _style.Amplitude * Curves.SmoothStep(WayOf(planted, next) / 0.08f) * Curves.Bump(MathF.Pow(u, 0.85f));
        return FootPlacement.Mix(
            FootPlacement.OnBall(Body, spot, tip), FootPlacement.OnHeel(Body, spot, tip), Curves.SmoothStep((u - 0.15f) / 0.7f)).Raised(lift);
    }

    // The published foot leaves the floor at 62 % of a stride: maps this gait's stance and swing onto that one's, with one rate where they meet.
    private float PublishedPhase(float phase)
    {
        const float ToeOff = 0.62f;
        var duty = _shape.Duty;
        var (stance, swing) = (ToeOff / duty, (1 - ToeOff) / (1 - duty));
        var rate = 2 * stance * swing / (stance + swing);
        return phase < duty
            ? Curves.Hermite(phase / duty, 0, ToeOff, rate * duty, rate * duty)
            : Curves.Hermite((phase - duty) / (1 - duty), ToeOff, 1, rate * (1 - duty), rate * (1 - duty));
    }

    private FloorPlacement Spot(double contact_s, bool left)
    {
        var side = left ? 0.5f : -0.5f;
        var turned = left ? _style.ToeOut_rad : -_style.ToeOut_rad;
        return _track.At(contact_s + (_shape.Passing * _shape.Period_s))
            .Then(new FloorPlacement(new Vector2(0, side * _shape.StepWidth_m * _style.StanceWidth), turned));
    }

    private float Scaled(float pitch_deg, FloorPlacement from, FloorPlacement to) =>
        Curves.Radians(pitch_deg) * _shape.Roll * SizeOf(from, to);

    // Short steps are flat ones, and none at all is a stand. Turning by a radian counts as 30 cm.
    private float SizeOf(FloorPlacement from, FloorPlacement to)
    {
        var stride = MathF.Max(_shape.Speed_mps * _shape.Period_s, 0.2f);
        return Curves.SmoothStep(WayOf(from, to) / stride / 1.2f) / 0.9259f;
    }

    private static float WayOf(FloorPlacement from, FloorPlacement to) =>
        Vector2.Distance(from.Position_m, to.Position_m) + (0.3f * MathF.Abs(to.Heading_rad - from.Heading_rad));

    private float SizeAt(double t_s) =>
        SizeOf(_track.At(t_s - (_shape.Period_s / 2)), _track.At(t_s + (_shape.Period_s / 2)));
}
