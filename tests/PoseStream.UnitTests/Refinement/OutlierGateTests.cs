using System.Numerics;
using PoseStream.Core.Refinement;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

public sealed class OutlierGateTests
{
    [Fact]
    public void Next_OneFarPoint_IsReplacedByWhereTheOthersLead()
    {
        foreach (var rule in new[] { GateRule.Robust, GateRule.Neighbours })
        {
            var gate = new OutlierGate(1, new GateOptions(rule));
            for (var i = 0; i < 20; i++)
            {
                Vector3[] points = [new Vector3(0.04f * i, i == 15 ? 3 : 0, 0)];
                gate.Next(0.04, points);
                Assert.Equal(0, Vector3.Distance(new Vector3(0.04f * i, 0, 0), points[0]), 1e-4f);
            }

            Assert.Equal(1, gate.Rejected);
        }
    }

    [Fact]
    public void Next_PointThatStaysFar_IsBelievedAfterThreeFrames()
    {
        var gate = new OutlierGate(1, new GateOptions(GateRule.Robust));
        List<float> seen = [];
        for (var i = 0; i < 20; i++)
        {
            Vector3[] points = [i < 10 ? Vector3.Zero : Vector3.UnitX];
            gate.Next(0.04, points);
            seen.Add(points[0].X);
        }

        Assert.All(seen[..13], x => Assert.Equal(0, x));
        Assert.All(seen[13..], x => Assert.Equal(1, x));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, -1)]
    [InlineData(1, -1)]
    [InlineData(2, -1)]
    public void Next_NeighboursRule_BelievesUpToOneDeviationAndNoFarther(int axis, float side)
    {
        // Of mean 0 and standard deviation 2, both without rounding; the last is 0.
        float[] past = [3, -3, 1, -1, 0];
        foreach (var (step, believed) in new[] { (2, true), (MathF.BitIncrement(2), false) })
        {
            var gate = new OutlierGate(1, new GateOptions(GateRule.Neighbours));
            foreach (var value in past)
            {
                gate.Next(0.04, [On(axis, value)]);
            }

            Assert.Equal(0, gate.Rejected);
            Vector3[] points = [On(axis, side * step)];
            gate.Next(0.04, points);
            Assert.Equal(believed ? 0 : 1, gate.Rejected);
            Assert.Equal(believed, points[0] == On(axis, side * step));
        }
    }

    [Fact]
    public void Next_NoRule_TouchesNothing()
    {
        var gate = new OutlierGate(1, new GateOptions());
        for (var i = 0; i < 20; i++)
        {
            Vector3[] points = [new Vector3(i == 15 ? 100 : 0)];
            gate.Next(0.04, points);
            Assert.Equal(new Vector3(i == 15 ? 100 : 0), points[0]);
        }
    }

    [Fact]
    public void Next_AbsentPoint_StaysAbsent()
    {
        var gate = new OutlierGate(1, new GateOptions(GateRule.Robust));
        for (var i = 0; i < 20; i++)
        {
            Vector3[] points = [i == 15 ? new Vector3(float.NaN) : Vector3.One];
            gate.Next(0.04, points);
            Assert.Equal(i != 15, float.IsFinite(points[0].X));
        }
    }

    private static Vector3 On(int axis, float value)
    {
        var point = Vector3.Zero;
        point[axis] = value;
        return point;
    }
}
