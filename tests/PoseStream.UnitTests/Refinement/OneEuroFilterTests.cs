using System.Numerics;
using PoseStream.Core.Refinement;
using Xunit;

namespace PoseStream.UnitTests.Refinement;

public sealed class OneEuroFilterTests
{
    private static readonly OneEuroOptions Options = new();
    private static readonly Vector3 Point = new(1, -2, 6);

    [Fact]
    public void Next_Constant_StaysConstant()
    {
        var filter = new OneEuroFilter();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(Point, filter.Next(Point, 0.01 + (0.1 * (i % 3)), Options));
        }
    }

    [Fact]
    public void Next_Step_RisesWithoutOvershoot()
    {
        var filter = new OneEuroFilter();
        filter.Next(Vector3.Zero, 0, Options);
        var last = 0f;
        for (var i = 0; i < 60; i++)
        {
            var now = filter.Next(Vector3.UnitX, 0.04, Options).X;
            Assert.InRange(now, last, 1);
            last = now;
        }

        Assert.InRange(last, 0.99f, 1);
    }

    [Fact]
    public void Next_StepOneFrame_PassesAtLeastTheRestingShare()
    {
        // At rest alpha = r / (r + 1) with r = 2 pi fc dt; speed only raises it.
        var filter = new OneEuroFilter();
        filter.Next(Vector3.Zero, 0, Options);
        var r = 2 * Math.PI * Options.MinCutoff_Hz * 0.04;
        Assert.InRange(filter.Next(Vector3.UnitX, 0.04, Options).X, (float)(r / (r + 1)), 0.95f);
    }

    [Fact]
    public void Next_NoiseAtRest_IsDamped()
    {
        var random = new Random(3);
        var filter = new OneEuroFilter();
        double before = 0, after = 0;
        for (var i = 0; i < 2000; i++)
        {
            var noise = (random.NextSingle() - 0.5f) * 0.01f;
            var smooth = filter.Next(new Vector3(noise, 0, 0), 0.04, Options).X;
            before += noise * noise;
            after += smooth * smooth;
        }

        Assert.True(after < 0.25 * before, $"{after} of {before}");
    }

    [Fact]
    public void Next_LongGap_TrustsTheMeasurement()
    {
        var near = new OneEuroFilter();
        var far = new OneEuroFilter();
        near.Next(Vector3.Zero, 0, Options);
        far.Next(Vector3.Zero, 0, Options);
        Assert.True(far.Next(Vector3.UnitX, 1.0, Options).X > near.Next(Vector3.UnitX, 0.02, Options).X + 0.3f);
    }

    [Fact]
    public void Next_TurnedAxes_GivesTheTurnedResult()
    {
        var turn = Quaternion.CreateFromYawPitchRoll(0.7f, -0.4f, 1.9f);
        var random = new Random(4);
        OneEuroFilter straight = new(), turned = new();
        var position = Vector3.Zero;
        for (var i = 0; i < 200; i++)
        {
            position += new Vector3(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
            var expected = Vector3.Transform(straight.Next(position, 0.04, Options), turn);
            Assert.True(Vector3.Distance(expected, turned.Next(Vector3.Transform(position, turn), 0.04, Options)) < 1e-4f);
        }
    }

    [Fact]
    public void Reset_AfterMotion_TakesTheNextAsItIs()
    {
        var filter = new OneEuroFilter();
        filter.Next(Vector3.Zero, 0, Options);
        filter.Next(Vector3.UnitX, 0.04, Options);
        filter.Reset();
        Assert.Equal(Point, filter.Next(Point, 0.04, Options));
    }

    [Fact]
    public void Next_NoTimePassed_HoldsTheValue()
    {
        var filter = new OneEuroFilter();
        filter.Next(Vector3.One, 0, Options);
        Assert.Equal(Vector3.One, filter.Next(Point, 0, Options));
        Assert.Equal(Vector3.One, filter.Next(Point, -1, Options));
    }
}
