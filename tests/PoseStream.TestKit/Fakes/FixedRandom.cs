namespace PoseStream.TestKit.Fakes;

/// <summary>Always the same number, so that a jittered delay is known.</summary>
public sealed class FixedRandom(double value) : Random
{
    public override double NextDouble() => value;

    protected override double Sample() => value;
}
