using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Makes motions by name, each time with another person's style and speed; the same random sequence gives the same motions.</summary>
public static class MotionLibrary
{
    public static IReadOnlyList<Activity> Activities { get; } = Enum.GetValues<Activity>();

    public static IMotion Random(Random random, Activity activity, BodyProportions body)
    {
        var style = MotionStyle.Random(random);
        return activity switch
        {
            Activity.Walk => Walk(random, body, style, ArmAction.Swing),
            Activity.CarryWalk => Walk(random, body, style, ArmAction.Carry),
            Activity.PhoneWalk => Walk(random, body, style, ArmAction.Phone),
            Activity.PocketsWalk => Walk(random, body, style, ArmAction.Pockets),
            Activity.Run => Run(random, body, style),
            Activity.Turn => new GaitMotion(body, GaitShape.Shuffle(body), new TurningTrack(random), style),
            Activity.SideStep => SideStep(random, body, style),
            Activity.WalkBackwards => Backwards(random, body, style),
            Activity.SneakWalk => Sneak(random, body, style),
            Activity.SitDown => new SitMotion(body, style, SeatedArms(random), false, Between(random, 0.22f, 0.31f)),
            Activity.Sit => new SitMotion(body, style, SeatedArms(random), true, Between(random, 0.2f, 0.31f)),
            Activity.Squat => new SquatMotion(
                body, style, OneOf(random, ArmAction.Swing, ArmAction.Swing, ArmAction.Crossed, ArmAction.Carry, ArmAction.OnHips),
                Between(random, 1.3f, 2.1f), Between(random, 2f, 3.6f)),
            Activity.Crouch => new SquatMotion(
                body, style, OneOf(random, ArmAction.Swing, ArmAction.Reach, ArmAction.OnThighs), Between(random, 2.1f, 2.35f), Between(random, 7, 11), 0.55f),
            Activity.Lunge => new LungeMotion(body, style, OneOf(random, ArmAction.OnHips, ArmAction.Swing, ArmAction.Carry, ArmAction.Crossed)),
            Activity.JumpingJack => new JumpingJackMotion(body, style),
            Activity.Reach => new StandMotion(body, style, ArmAction.Reach),
            Activity.Wave => new StandMotion(body, style, ArmAction.Wave),
            Activity.Carry => new StandMotion(body, style, ArmAction.Carry),
            Activity.Phone => new StandMotion(body, style, ArmAction.Phone),
            Activity.ArmsCrossed => new StandMotion(body, style, ArmAction.Crossed),
            Activity.HandsInPockets => new StandMotion(body, style, ArmAction.Pockets),
            Activity.HandsOnHips => new StandMotion(body, style, ArmAction.OnHips),
            Activity.Lie => new LieMotion(body, style, OneOf(random, 0, 0, 1, -1, 2) * MathF.PI / 2),
            _ => new StandMotion(body, style),
        };
    }

    /// <summary>Walks a path at this person's speed, or runs it.</summary>
    /// <param name="stops">Starts and ends standing.</param>
    public static IMotion Along(
        Random random, FloorPath path, BodyProportions body, bool runs = false, bool stops = false, ArmAction arms = ArmAction.Swing)
    {
        var style = MotionStyle.Random(random);
        var speed = (runs ? Between(random, 2f, 3.6f) : Between(random, 0.8f, 1.6f)) * MathF.Sqrt(body.Stature_m / 1.75f);
        var shape = runs ? GaitShape.Run(body, speed) : GaitShape.Walk(body, speed);
        return new GaitMotion(body, shape, new PathTrack(path, speed, stops), style, arms);
    }

    private static GaitMotion Walk(Random random, BodyProportions body, MotionStyle style, ArmAction arms)
    {
        var speed = Between(random, 0.6f, 1.9f) * MathF.Sqrt(body.Stature_m / 1.75f);
        return new GaitMotion(body, GaitShape.Walk(body, speed), new StraightTrack(speed), style, arms);
    }

    private static GaitMotion Run(Random random, BodyProportions body, MotionStyle style)
    {
        var speed = Between(random, 2f, 4f) * MathF.Sqrt(body.Stature_m / 1.75f);
        return new GaitMotion(body, GaitShape.Run(body, speed), new StraightTrack(speed), style);
    }

    private static GaitMotion SideStep(Random random, BodyProportions body, MotionStyle style)
    {
        var speed = Between(random, 0.2f, 0.45f) * (random.Next(2) == 0 ? 1 : -1);
        return new GaitMotion(
            body, GaitShape.Shuffle(body) with { Speed_mps = MathF.Abs(speed), StepWidth_m = 0.17f * body.Stature_m }, new StraightTrack(0, speed), style);
    }

    private static GaitMotion Backwards(Random random, BodyProportions body, MotionStyle style)
    {
        var speed = Between(random, 0.3f, 0.8f);
        var shape = GaitShape.Walk(body, speed);
        return new GaitMotion(body, shape with { Roll = 0.2f, Passing = shape.Duty - shape.Passing }, new StraightTrack(-speed), style);
    }

    private static GaitMotion Sneak(Random random, BodyProportions body, MotionStyle style)
    {
        var speed = Between(random, 0.4f, 0.9f);
        var shape = GaitShape.Walk(body, speed) with { Drop_m = Between(random, 0.04f, 0.08f) * body.Stature_m, Lean_rad = Between(random, 0.3f, 0.7f), Roll = 0.5f };
        return new GaitMotion(body, shape, new StraightTrack(speed), style);
    }

    private static ArmAction SeatedArms(Random random) =>
        OneOf(random, ArmAction.OnThighs, ArmAction.OnThighs, ArmAction.Crossed, ArmAction.Carry, ArmAction.Phone, ArmAction.Reach);

    private static float Between(Random random, float low, float high) => low + ((high - low) * random.NextSingle());

    private static T OneOf<T>(Random random, params ReadOnlySpan<T> options) => options[random.Next(options.Length)];
}
