using System.Numerics;

namespace PoseStream.UnitTests.Metrics;

/// <summary>Points and motions by chance, the same for the same seed.</summary>
internal static class RandomPose
{
    public static Vector3[] Points(Random random, int count, float reach_m = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => reach_m * Vector(random))];

    public static Vector3 Vector(Random random) =>
        new((random.NextSingle() * 2) - 1, (random.NextSingle() * 2) - 1, (random.NextSingle() * 2) - 1);

    public static Quaternion Rotation(Random random) =>
        Quaternion.Normalize(new Quaternion(Vector(random), (random.NextSingle() * 2) - 1));

    /// <summary>Of the normal distribution, by Box and Muller.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
