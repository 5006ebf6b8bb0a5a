namespace PoseStream.Core.BodyModels;

/// <summary>A coordinate of a body model and how far it goes.</summary>
/// <param name="Name">OpenSim's.</param>
public readonly record struct AngleRange(string Name, int Least_deg, int Most_deg)
{
    /// <summary>The middle of the range, radians.</summary>
    public float Middle_rad => (Least_deg + Most_deg) / 2f * (MathF.PI / 180);

    /// <summary>From the middle to either end, radians.</summary>
    public float HalfRange_rad => (Most_deg - Least_deg) / 2f * (MathF.PI / 180);
}
