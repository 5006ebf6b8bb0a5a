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
}
