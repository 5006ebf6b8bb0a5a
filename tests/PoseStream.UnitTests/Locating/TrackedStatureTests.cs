using PoseStream.Core.Locating;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class TrackedStatureTests
{
    private readonly TrackedStature _stature = new();

    [Fact]
    public void Correction_FirstFrames_ChangeNothing()
    {
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(1, _stature.Correction(1.5f + (0.02f * i)));
        }
    }

    [Fact]
    public void Correction_FrameInWhichSomebodyIsTooTall_BringsThemNearer()
    {
        Learn(1.7f);
        Assert.Equal(1 / MathF.Sqrt(1.1f), _stature.Correction(1.7f * 1.1f), 1e-3f);
        Assert.Equal(MathF.Sqrt(1.1f), _stature.Correction(1.7f / 1.1f), 1e-3f);
    }

    [Fact]
    public void Correction_FarOff_IsNone()
    {
        Learn(1.7f);
        Assert.Equal(1, _stature.Correction(0.4f));
        Assert.Equal(1, _stature.Correction(1.7f * 1.25f));
        Assert.Equal(1, _stature.Correction(9));
    }

    [Fact]
    public void Height_FirstSightsWrong_ComesRoundToTheSteadyOne()
    {
        // As somebody comes in, cut off at first: a second of them a fifth too short.
        for (var i = 0; i < 30; i++)
        {
            _stature.Correction(1.35f);
            _stature.Learn(1.35f);
        }

        for (var i = 0; i < 60; i++)
        {
            Assert.InRange(_stature.Correction(1.72f), 0.99f, 1.01f);
            _stature.Learn(1.72f);
        }

        Assert.Equal(1.72f, _stature.Height_m);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(float.NaN)]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.PositiveInfinity)]
    public void Correction_NoHeight_ChangesNothing(float? height_m)
    {
        Learn(1.7f);
        Assert.Equal(1, _stature.Correction(height_m));
        Assert.Equal(1, _stature.Correction(1.7f), 1e-3f);
    }

    [Fact]
    public void Height_OfNoisyFrames_IsSteadyAndKnowsNothingBefore()
    {
        Assert.Null(_stature.Height_m);
        _stature.Learn(null);
        _stature.Learn(float.NaN);
        Assert.Null(_stature.Height_m);
        var random = new Random(8);
        for (var i = 0; i < 300; i++)
        {
            _stature.Learn(1.75f * (1 + (0.1f * (random.NextSingle() - 0.5f))));
            if (i == 100)
            {
                _stature.Learn(3);
            }

            // The first sights are the worst.
            Assert.Equal(i >= 9, _stature.Height_m is not null);
            Assert.InRange(_stature.Height_m ?? 1.75f, i < 30 ? 1.65f : 1.72f, i < 30 ? 1.85f : 1.78f);
        }
    }

    [Fact]
    public void Correction_OfNoisyHeights_HalvesTheirSharedError()
    {
        // Distances that are wrong with the height come out with half the error, whatever the height is.
        var random = new Random(3);
        var (raw, corrected) = (0.0, 0.0);
        for (var i = 0; i < 2000; i++)
        {
            var error = 0.05f * ((random.NextSingle() + random.NextSingle() + random.NextSingle()) - 1.5f);
            var left = error + MathF.Log(_stature.Correction(1.62f * MathF.Exp(error)));
            raw += error * error;
            corrected += left * left;
        }

        Assert.InRange(Math.Sqrt(corrected / raw), 0.45, 0.6);
    }

    private void Learn(float height_m)
    {
        for (var i = 0; i < 50; i++)
        {
            _stature.Correction(height_m);
        }
    }
}
