using System.Numerics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Time;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

public sealed class PersonRefinerTests
{
    private static readonly Vector3 Root = new(1, 0, 5);
    private static readonly Vector3 Absent = new(float.NaN);

    [Fact]
    public void Refine_StandingStill_ChangesNothing()
    {
        var refiner = new PersonRefiner(2, new OneEuroOptions());
        for (var i = 0; i < 20; i++)
        {
            var root = Root;
            Vector3[] joints = [Root + Vector3.UnitX, Root - Vector3.UnitY];
            refiner.Refine(MediaTime.FromSeconds(i * 0.04), ref root, joints);
            Assert.True(Vector3.Distance(Root, root) < 1e-5f);
            Assert.True(Vector3.Distance(Root + Vector3.UnitX, joints[0]) < 1e-5f);
        }
    }

    [Fact]
    public void Refine_DepthJumps_MovesTheBodyAsOne()
    {
        var refiner = new PersonRefiner(1, new OneEuroOptions());
        var root = Root;
        Vector3[] joints = [Root + Vector3.UnitX];
        refiner.Refine(MediaTime.FromSeconds(0), ref root, joints);
        root = Root + Vector3.UnitZ;
        joints[0] = root + Vector3.UnitX;
        refiner.Refine(MediaTime.FromSeconds(0.04), ref root, joints);
        Assert.InRange(root.Z, 5.05f, 5.95f);
        Assert.True(Vector3.Distance(root + Vector3.UnitX, joints[0]) < 1e-5f);
    }

    [Fact]
    public void Refine_JointAwayAndBack_StartsAnew()
    {
        var refiner = new PersonRefiner(1, new OneEuroOptions());
        var root = Root;
        refiner.Refine(MediaTime.FromSeconds(0), ref root, [Root]);
        Vector3[] away = [Absent];
        refiner.Refine(MediaTime.FromSeconds(0.04), ref root, away);
        Assert.False(float.IsFinite(away[0].X));
        Vector3[] back = [Root + Vector3.UnitY];
        refiner.Refine(MediaTime.FromSeconds(0.08), ref root, back);
        Assert.True(Vector3.Distance(Root + Vector3.UnitY, back[0]) < 1e-5f);
    }

    [Fact]
    public void Refine_IrregularStamps_UsesTheTrueInterval()
    {
        var soon = Jumped(0.02);
        var late = Jumped(0.5);
        Assert.True(late > soon + 0.2f, $"{soon} after 20 ms, {late} after 500 ms");
    }

    private static float Jumped(double after_s)
    {
        var refiner = new PersonRefiner(0, new OneEuroOptions());
        var root = Vector3.Zero;
        refiner.Refine(MediaTime.FromSeconds(3), ref root, []);
        root = Vector3.UnitX;
        refiner.Refine(MediaTime.FromSeconds(3 + after_s), ref root, []);
        return root.X;
    }
}
