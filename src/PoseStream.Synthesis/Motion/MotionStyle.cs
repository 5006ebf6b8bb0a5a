namespace PoseStream.Synthesis.Motion;

/// <summary>How one person does what all do: posture, tempo, size of the movements. The default is a plain upright adult.</summary>
public sealed record MotionStyle
{
    /// <summary>Factor on the speed of cyclic movements, about 0.85 to 1.15.</summary>
    public float Tempo { get; init; } = 1;

    /// <summary>Factor on the size of movements, about 0.8 to 1.2.</summary>
    public float Amplitude { get; init; } = 1;

    /// <summary>Where in its cycle a motion is at time zero, 0 to 1.</summary>
    public float Phase { get; init; }

    /// <summary>Factor on the swing of the arms, about 0.3 to 1.5.</summary>
    public float ArmSwing { get; init; } = 1;

    /// <summary>-1 to 1: how much more the left side swings than the right.</summary>
    public float Asymmetry { get; init; }

    /// <summary>Rounding of the back, forwards.</summary>
    public float Slouch_rad { get; init; } = 0.06f;

    /// <summary>Of the trunk as a whole, forwards.</summary>
    public float Lean_rad { get; init; } = 0.03f;

    /// <summary>Of the head against the horizon, downwards.</summary>
    public float HeadDown_rad { get; init; } = 0.05f;

    /// <summary>Outward turn of each foot.</summary>
    public float ToeOut_rad { get; init; } = 0.12f;

    /// <summary>Factor on the distance of the feet.</summary>
    public float StanceWidth { get; init; } = 1;

    public float ElbowBend_rad { get; init; } = 0.3f;

    /// <summary>Of the hanging arms away from the body.</summary>
    public float ArmSpread_rad { get; init; } = 0.1f;

    /// <summary>Factor on sway, glances and fidgeting.</summary>
    public float Restlessness { get; init; } = 1;

    /// <summary>Which hand waves, phones or reaches, and which leg goes first.</summary>
    public bool LeftHanded { get; init; }

    /// <summary>Of the wandering noise.</summary>
    public int Seed { get; init; }

    /// <summary>A person's own way to move.</summary>
    public static MotionStyle Random(Random random) => new()
    {
        Tempo = Around(random, 1, 0.13f),
        Amplitude = Around(random, 1, 0.2f),
        Phase = random.NextSingle(),
        ArmSwing = Around(random, 0.9f, 0.55f),
        Asymmetry = Around(random, 0, 0.6f),
        Slouch_rad = Around(random, 0.1f, 0.12f),
        Lean_rad = Around(random, 0.04f, 0.06f),
        HeadDown_rad = Around(random, 0.08f, 0.2f),
        ToeOut_rad = Around(random, 0.13f, 0.13f),
        StanceWidth = Around(random, 1.05f, 0.4f),
        ElbowBend_rad = Around(random, 0.33f, 0.23f),
        ArmSpread_rad = Around(random, 0.13f, 0.1f),
        Restlessness = Around(random, 1, 0.7f),
        LeftHanded = random.Next(5) == 0,
        Seed = random.Next(),
    };

    // The sum of two: values near the middle are the most frequent.
    private static float Around(Random random, float middle, float reach) =>
        middle + (reach * (random.NextSingle() + random.NextSingle() - 1));
}
