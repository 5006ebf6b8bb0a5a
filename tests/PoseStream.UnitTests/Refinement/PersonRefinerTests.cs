using System.Numerics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

public sealed class PersonRefinerTests
{
    private const int Wrist = 9;
    private static readonly Vector3 Root = new(1, 0, 5);

    [Fact]
    public void Refine_StandingStill_ChangesNothing()
    {
        foreach (var method in Enum.GetValues<RefinementMethod>())
        {
            var refiner = new PersonRefiner(RefinementOptions.Default with { Method = method });
            for (var i = 0; i < 40; i++)
            {
                var (root, wrist) = Refine(refiner, i * 0.04, Root, Root + Vector3.UnitX);
                Assert.True(Vector3.Distance(Root, root) < 1e-5f, $"{method} {i}: root {root}");
                Assert.True(Vector3.Distance(Root + Vector3.UnitX, wrist) < 1e-5f, $"{method} {i}: wrist {wrist}");
            }
        }
    }

    [Fact]
    public void Refine_DepthJumps_MovesTheBodyAsOne()
    {
        var refiner = new PersonRefiner(RefinementOptions.Default with { Method = RefinementMethod.OneEuro });
        Refine(refiner, 0, Root, Root + Vector3.UnitX);
        var (root, wrist) = Refine(refiner, 0.04, Root + Vector3.UnitZ, Root + Vector3.UnitX + Vector3.UnitZ);
        Assert.InRange(root.Z, 5.05f, 5.95f);
        Assert.True(Vector3.Distance(root + Vector3.UnitX, wrist) < 1e-5f);
    }

    [Fact]
    public void Refine_JointAwayAndBack_StartsAnew()
    {
        foreach (var method in new[] { RefinementMethod.OneEuro, RefinementMethod.Exponential, RefinementMethod.Lowess })
        {
            var refiner = new PersonRefiner(RefinementOptions.Default with { Method = method });
            Refine(refiner, 0, Root, Root);
            Assert.False(float.IsFinite(Refine(refiner, 0.04, Root, new Vector3(float.NaN)).Wrist.X));
            Assert.True(Vector3.Distance(Root + Vector3.UnitY, Refine(refiner, 0.08, Root, Root + Vector3.UnitY).Wrist) < 1e-5f, method.ToString());
        }
    }

    [Fact]
    public void Refine_IrregularStamps_UsesTheTrueInterval()
    {
        var soon = Jumped(0.02);
        var late = Jumped(0.5);
        Assert.True(late > soon + 0.2f, $"{soon} after 20 ms, {late} after 500 ms");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-0.04)]
    [InlineData(-100)]
    public void Refine_GapOrJumpBack_StartsAnewWithEveryMethod(double jump_s)
    {
        foreach (var method in Enum.GetValues<RefinementMethod>())
        {
            var refiner = new PersonRefiner(RefinementOptions.Default with { Method = method, Gate = new GateOptions(GateRule.Robust) });
            for (var i = 0; i < 20; i++)
            {
                Refine(refiner, 200 + (i * 0.04), Root, Root + Vector3.UnitX);
            }

            var place = Root + new Vector3(2, 0, 1);
            var (root, wrist) = Refine(refiner, 200 + (19 * 0.04) + jump_s, place, place - Vector3.UnitX);
            Assert.True(Vector3.Distance(place, root) < 1e-5f, $"{method}: {root}");
            Assert.True(Vector3.Distance(place - Vector3.UnitX, wrist) < 1e-5f, $"{method}: {wrist}");
            Assert.Equal(0, refiner.Delay_s);
        }
    }

    [Fact]
    public void Refine_HeldBones_KeepTheTracksLengthAndTheRoot()
    {
        var refiner = new PersonRefiner(RefinementOptions.Default with { Method = RefinementMethod.None, HoldBoneLengths = true });
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var joints = Skeleton(random, noise: i == 0 ? 0 : 0.02f);
            var root = Root;
            refiner.Refine(MediaTime.FromSeconds(i * 0.04), ref root, joints);
            Assert.Equal(Root, root);
            for (var j = 0; i > 20 && j < joints.Length; j++)
            {
                var parent = Halpe26.Skeleton.Joints[j].Parent;
                if (parent >= 0)
                {
                    Assert.Equal(refiner.Lengths.Of(j)!.Value.Mean_m, Vector3.Distance(joints[j], joints[parent]), 1e-4f);
                }
            }
        }
    }

    /// <summary>Bones of different lengths in different directions.</summary>
    internal static Vector3[] Skeleton(Random random, float noise)
    {
        var joints = new Vector3[Halpe26.Skeleton.Count];
        for (var j = 0; j < joints.Length; j++)
        {
            float Noise() => noise * (random.NextSingle() - 0.5f);
            joints[j] = Root + new Vector3(MathF.Sin(j * 2.3f), MathF.Cos(j * 1.1f), 0.5f * MathF.Sin(j)) + new Vector3(Noise(), Noise(), Noise());
        }

        return joints;
    }

    private static (Vector3 Root, Vector3 Wrist) Refine(PersonRefiner refiner, double time_s, Vector3 root, Vector3 wrist)
    {
        var joints = new Vector3[Halpe26.Skeleton.Count];
        Array.Fill(joints, new Vector3(float.NaN));
        joints[Wrist] = wrist;
        refiner.Refine(MediaTime.FromSeconds(time_s), ref root, joints);
        return (root, joints[Wrist]);
    }

    private static float Jumped(double after_s)
    {
        var refiner = new PersonRefiner(RefinementOptions.Default with { Method = RefinementMethod.OneEuro });
        Refine(refiner, 3, Vector3.Zero, Vector3.Zero);
        return Refine(refiner, 3 + after_s, Vector3.UnitX, Vector3.UnitX).Root.X;
    }
}
