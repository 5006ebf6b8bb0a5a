using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>The numbers of a gait at one speed. Phases are shares of a stride (both steps), from the foot's contact.</summary>
public sealed record GaitShape
{
    /// <summary>Of a stride.</summary>
    public required float Period_s { get; init; }

    /// <summary>Speed at which the movement has its full size; a track that moves slower makes it smaller, one that rests makes it a stand.</summary>
    public required float Speed_mps { get; init; }

    /// <summary>Share of the stride that a foot is on the floor; below one half there is a flight.</summary>
    public required float Duty { get; init; }

    /// <summary>Phase at which the pelvis passes over the ankle.</summary>
    public required float Passing { get; init; }

    /// <summary>Of the ankles, side to side.</summary>
    public required float StepWidth_m { get; init; }

    /// <summary>How much the swinging foot is lifted beyond what its tipping does.</summary>
    public required float Lift_m { get; init; }

    /// <summary>Factor on the foot's tipping: 1 for a normal walk, 0 for a flat foot.</summary>
    public float Roll { get; init; } = 1;

    /// <summary>Share of the swing in which the foot comes to rest: a runner's does so late, or it would be too far ahead of the body.</summary>
    public float LandingShare { get; init; } = 0.3f;

    /// <summary>Of the pelvis below its standing height, on average.</summary>
    public required float Drop_m { get; init; }

    /// <summary>Half of the pelvis' rise and fall; the top is in mid-stance, or in flight if negative.</summary>
    public required float Bob_m { get; init; }

    /// <summary>Half of the pelvis' way to and fro, towards the standing leg.</summary>
    public required float Sway_m { get; init; }

    public required float PelvisTurn_rad { get; init; }

    public required float PelvisList_rad { get; init; }

    /// <summary>Half of the upper arm's swing.</summary>
    public required float ArmSwing_rad { get; init; }

    public required float Elbow_rad { get; init; }

    /// <summary>Of the trunk, forwards.</summary>
    public required float Lean_rad { get; init; }

    /// <summary>
    /// Walking: strides of 0.83 statures at the natural 1.4 m/s (Winter 1991, natural cadence), growing with the root of the speed;
    /// pelvis: 4 to 5 cm rise, 4 to 5 cm sway, 4 degrees turn and 5 degrees list either side of the middle (Saunders 1953, Perry 1992).
    /// </summary>
    public static GaitShape Walk(BodyProportions body, float speed_mps)
    {
        var s = body.Stature_m;
        var rate = MathF.Sqrt(MathF.Abs(speed_mps) / (0.8f * s));
        var effort = Math.Clamp(rate, 0.5f, 1.4f);
        return new GaitShape
        {
            Period_s = 0.83f * s * rate / MathF.Max(MathF.Abs(speed_mps), 0.05f),
            Speed_mps = MathF.Abs(speed_mps),
            Duty = Math.Clamp(0.62f - (0.05f * (rate - 1)), 0.57f, 0.68f),
            Passing = 0.235f,
            StepWidth_m = 0.055f * s,
            Lift_m = 0.034f * s,
            Drop_m = 0.005f * s,
            Bob_m = 0.012f * s * effort,
            Sway_m = 0.013f * s,
            PelvisTurn_rad = 0.08f * effort,
            PelvisList_rad = 0.075f * effort,
            ArmSwing_rad = 0.37f * effort * effort,
            Elbow_rad = 0.32f,
            Lean_rad = 0.02f * effort,
        };
    }

    /// <summary>Running, 2 to 7 m/s: 160 to 200 steps a minute, a flight after each, 8 cm rise (Novacheck 1998).</summary>
    public static GaitShape Run(BodyProportions body, float speed_mps)
    {
        var s = body.Stature_m;
        // Smaller people do at a lower speed what taller ones do at this one.
        var pace = speed_mps / MathF.Sqrt(s / 1.75f);
        var period_s = (0.79f - (0.026f * pace)) * MathF.Sqrt(s / 1.75f);
        return new GaitShape
        {
            Period_s = period_s,
            Speed_mps = speed_mps,
            Duty = Math.Clamp(0.37f - (0.032f * (pace - 2)), 0.22f, 0.4f),
            // Feet land a sixth of the stature ahead of the hips at most.
            Passing = MathF.Min(0.15f, 0.165f * s / (speed_mps * period_s)),
            LandingShare = 0.14f,
            StepWidth_m = 0.025f * s,
            Lift_m = s * Math.Clamp(0.05f + (0.012f * pace), 0.07f, 0.13f),
            Roll = 0.9f,
            Drop_m = 0.03f * s,
            Bob_m = -0.022f * s,
            Sway_m = 0.006f * s,
            PelvisTurn_rad = 0.1f,
            PelvisList_rad = 0.08f,
            ArmSwing_rad = Math.Clamp(0.35f + (0.07f * pace), 0.4f, 0.85f),
            Elbow_rad = 1.5f,
            Lean_rad = Math.Clamp(0.03f + (0.02f * pace), 0.05f, 0.18f),
        };
    }

    /// <summary>Small steps without a roll: turning on a spot, sidestepping.</summary>
    public static GaitShape Shuffle(BodyProportions body) =>
        Walk(body, 0.7f) with { Period_s = 0.95f, Roll = 0.25f, Lift_m = 0.03f * body.Stature_m, StepWidth_m = 0.1f * body.Stature_m, Bob_m = 0.006f * body.Stature_m, ArmSwing_rad = 0.1f };
}
