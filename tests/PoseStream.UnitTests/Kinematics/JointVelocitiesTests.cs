using System.Numerics;
using PoseStream.Core.Kinematics;
using Xunit;

namespace PoseStream.UnitTests.Kinematics;

public sealed class JointVelocitiesTests
{
    private static readonly Vector3 Absent = new(float.NaN);

    private readonly JointVelocities _velocities = new(2);
    private readonly Vector3[] _found = new Vector3[2];
    private double _time_s;

    [Fact]
    public void Next_MovingJoint_IsItsOwnWhateverTheFrameRate()
    {
        for (var i = 0; i < 20; i++)
        {
            Next(0.03 + (0.02 * (i % 3)), time => new Vector3(2 * time, 0, 5));
        }

        Assert.Equal(2, _found[0].X, 1e-3f);
        Assert.False(float.IsFinite(_found[1].X));
    }

    [Fact]
    public void Next_AcceleratingJoint_IsThatOfTheNewestFrame()
    {
        // As a fist in a blow: half a frame's delay would be an error of 0.4 m/s.
        const float Acceleration_mps2 = 20;
        for (var i = 0; i < 12; i++)
        {
            Next(0.03 + (0.02 * (i % 3)), time => new Vector3(0, Acceleration_mps2 / 2 * time * time, 5));
            if (i >= 2)
            {
                Assert.Equal(Acceleration_mps2 * (float)_time_s, _found[0].Y, 1e-3f);
            }
        }
    }

    [Fact]
    public void Next_TurningJoint_IsStillWhereItTurns()
    {
        // A hand that swings once a second, at the end of its way.
        const double Frame_s = 0.04;
        _time_s = 0.25 - (5 * Frame_s);
        for (var i = 0; i < 5; i++)
        {
            Next(Frame_s, time => new Vector3(0.3f * MathF.Sin(MathF.Tau * time), 0, 0));
        }

        Assert.Equal(0, _found[0].Length(), 0.05f);
    }

    [Fact]
    public void Next_JointAwayAndBack_IsKnownAfterThreeFrames()
    {
        for (var i = 0; i < 10; i++)
        {
            Next(0.04, time => i == 5 ? Absent : new Vector3(time, 0, 0));
            Assert.Equal(i is (>= 2 and < 5) or >= 8, float.IsFinite(_found[0].X));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-0.04)]
    [InlineData(0)]
    [InlineData(1e-9)]
    public void Next_GapJumpBackOrNoStep_BeginsAnew(double jump_s)
    {
        for (var i = 0; i < 5; i++)
        {
            Next(0.04, time => new Vector3(time, 0, 0));
        }

        Next(jump_s, static _ => 100 * Vector3.One);
        Assert.False(float.IsFinite(_found[0].X));
        Next(0.04, static _ => 100 * Vector3.One);
        Assert.False(float.IsFinite(_found[0].X));
        Next(0.04, static _ => 100 * Vector3.One);
        Assert.Equal(Vector3.Zero, _found[0]);
    }

    /// <summary>The second joint is never there.</summary>
    private void Next(double dt_s, Func<float, Vector3> at)
    {
        _time_s += dt_s;
        _velocities.Next(dt_s, [at((float)_time_s), Absent], _found);
    }
}
