using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.Daemon.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.UnitTests.Calibrating;

public sealed class GroundEstimatorTests(ITestOutputHelper log)
{
    private const double Degrees = 180 / Math.PI;

    private static readonly CameraModel Lens = new(
        1000, 998, 645, 352, new LensDistortion(-0.2, 0.06, 0.001, -0.001, 0), new FrameGeometry(1280, 720), IntrinsicsSource.Configured);

    private static readonly CameraModel Assumed = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 60);

    [Theory]
    [InlineData(1.2, 2, 1, 4, 12, 1, true)]
    [InlineData(2.6, 14, -2, 4, 12, 1, true)]
    [InlineData(2.6, 14, -2, 4, 12, 1, false)]
    [InlineData(4, 25, 5, 4, 14, 1, true)]
    [InlineData(1.6, -3, 8, 5, 15, 1, true)]
    // From steeply above a stride is long against a body that looks short.
    [InlineData(6, 40, 0, 4, 12, 2, true)]
    [InlineData(6, 40, 0, 4, 12, 2, false)]
    public void Estimate_PeopleWhoWalk_FindsPitchAndHeight(double height, double pitch_deg, double roll_deg, float near, float far, double tolerance_deg, bool inMetres)
    {
        var mount = new CameraMount(height, pitch_deg / Degrees, roll_deg / Degrees);
        for (var seed = 1; seed <= 6; seed++)
        {
            var walk = new WatchedWalk(Lens, mount, seed) { IsInMetres = inMetres }.Walk(12, near, far);

            // What the estimate cannot know is the mean of these very people; with it given, the rest must be right.
            var estimate = GroundEstimator.Estimate(walk.Sightings, Lens, StatureRange.Adults with { Mean_m = walk.Statures_m.Average() });
            log.WriteLine($"{height} {pitch_deg} seed {seed}: {estimate}");
            Assert.Equal(pitch_deg, estimate.Mount.Pitch_rad * Degrees, tolerance_deg);
            Assert.Equal(roll_deg, estimate.Mount.Roll_rad * Degrees, 1.0);
            // Said to be off by 3.5 %, of forty-two.
            Assert.Equal(1, estimate.Mount.Height_m / height, 0.06);
            Assert.True(estimate.Outliers < 0.1 * estimate.Sightings);
        }
    }

    [Fact]
    public void Estimate_ManyTries_ErrByWhatTheyAreSaidTo()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 1 / Degrees);
        List<double> heights = [], pitches = [], rolls = [];
        for (var seed = 100; seed < 140; seed++)
        {
            var walk = new WatchedWalk(Lens, mount, seed).Walk(6, 4, 12);
            var estimate = GroundEstimator.Estimate(walk.Sightings, Lens, StatureRange.Adults);
            heights.Add((estimate.Mount.Height_m - mount.Height_m) / estimate.HeightError_m);
            pitches.Add((estimate.Mount.Pitch_rad - mount.Pitch_rad) / estimate.PitchError_rad);
            rolls.Add((estimate.Mount.Roll_rad - mount.Roll_rad) / estimate.RollError_rad);
        }

        foreach (var (name, errors) in new[] { ("height", heights), ("pitch", pitches), ("roll", rolls) })
        {
            var spread = Math.Sqrt(errors.Average(error => error * error));
            log.WriteLine($"{name}: error is {spread:F2} standard errors, mean {errors.Average():F2}");
            Assert.InRange(spread, 0.4, 1.8);
        }
    }

    [Theory]
    [InlineData(2.6, 14, 0, 45, true)]
    [InlineData(3, 18, -2, 60, true)]
    [InlineData(3, 18, -2, 60, false)]
    [InlineData(2, 9, 3, 78, true)]
    [InlineData(4, 25, 0, 95, true)]
    [InlineData(4, 25, 0, 95, false)]
    public void Estimate_LensNobodyKnows_IsFoundToo(double height, double pitch_deg, double roll_deg, double across_deg, bool inMetres)
    {
        var mount = new CameraMount(height, pitch_deg / Degrees, roll_deg / Degrees);
        var lens = CameraModel.FromFieldOfView(Assumed.Geometry, across_deg);
        for (var seed = 1; seed <= 6; seed++)
        {
            var walk = new WatchedWalk(lens, mount, seed) { IsInMetres = inMetres }.Walk(12, 4, 12);
            var estimate = GroundEstimator.Estimate(walk.Sightings, Assumed, StatureRange.Adults with { Mean_m = walk.Statures_m.Average() }, findLens: true);
            log.WriteLine($"{height} {pitch_deg} {across_deg} seed {seed}: {estimate}");
            Assert.True(estimate.LensWasFound);
            Assert.InRange(estimate.Camera.Fx / lens.Fx, 0.88, 1.12);
            Assert.InRange(Math.Abs(Math.Log(estimate.Camera.Fx / lens.Fx)), 0, 3 * estimate.Camera.FocalSigma);
            Assert.Equal(estimate.Camera.Fx, estimate.Camera.Fy);
            Assert.Equal(1, estimate.Mount.Height_m / height, 0.08);
            Assert.Equal(pitch_deg, estimate.Mount.Pitch_rad * Degrees, 2.5);
        }
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    // Of rendered people whom it sees whole and upright the network takes one in a hundred to face the other way.
    [InlineData(false, 0.01)]
    [InlineData(true, 0.01)]
    public void Estimate_LensFromPeopleWhoMeetOrPart_ErrsByWhatItIsSaidTo(bool part, double mirrored)
    {
        var mount = new CameraMount(2.8, 16 / Degrees, 0);
        List<double> errors = [];
        for (var seed = 300; seed < 315; seed++)
        {
            var lens = CameraModel.FromFieldOfView(Assumed.Geometry, 55 + (1.5 * (seed - 300)));
            var random = new Random(seed);
            var seen = new WatchedWalk(lens, mount, seed).Meet(8, 5, 12, part).Sightings
                .Select(sighting => random.NextDouble() < mirrored ? sighting with { ToRight = -sighting.ToRight } : sighting);
            var estimate = GroundEstimator.Estimate([.. seen], Assumed, StatureRange.Adults, findLens: true);
            Assert.True(estimate.LensWasFound);
            errors.Add(Math.Log(estimate.Camera.Fx / lens.Fx) / estimate.Camera.FocalSigma);
        }

        var spread = Math.Sqrt(errors.Average(error => error * error));
        log.WriteLine($"{(part ? "away from" : "towards")} one another, {mirrored:P0} mirrored, the focal length's error is {spread:F2} standard errors, mean {errors.Average():F2}");
        Assert.InRange(spread, 0.3, 1.5);
    }

    [Fact]
    public void Estimate_ManyLensesNobodyKnows_ErrByWhatTheyAreSaidTo()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 1 / Degrees);
        List<double> errors = [];
        for (var seed = 200; seed < 230; seed++)
        {
            var lens = CameraModel.FromFieldOfView(Assumed.Geometry, 45 + (35 * (seed - 200) / 29.0));
            var estimate = GroundEstimator.Estimate(new WatchedWalk(lens, mount, seed).Walk(6, 4, 12).Sightings, Assumed, StatureRange.Adults, findLens: true);
            errors.Add(Math.Log(estimate.Camera.Fx / lens.Fx) / estimate.Camera.FocalSigma);
        }

        var spread = Math.Sqrt(errors.Average(error => error * error));
        log.WriteLine($"the focal length's error is {spread:F2} standard errors, mean {errors.Average():F2}");
        Assert.InRange(spread, 0.3, 1.5);
    }

    [Fact]
    public void Estimate_LensThatLooksLevel_ShowsTooLittleAndStaysAssumed()
    {
        // With the horizon in the middle upright lines are parallel through any lens.
        var mount = new CameraMount(1.5, 0, 0);
        var walk = new WatchedWalk(CameraModel.FromFieldOfView(Assumed.Geometry, 75), mount, 1).Walk(8, 5, 12);
        var estimate = GroundEstimator.Estimate(walk.Sightings, Assumed, StatureRange.Adults, findLens: true);
        log.WriteLine($"{estimate}");
        Assert.False(estimate.LensWasFound);
        Assert.Equal((Assumed.Fx, Assumed.FocalSigma, IntrinsicsSource.AssumedFieldOfView), (estimate.Camera.Fx, estimate.Camera.FocalSigma, estimate.Camera.Source));
        Assert.Equal(estimate.HeightError_m / estimate.Mount.Height_m, estimate.Camera.HeightSigma, 9);
    }

    [Fact]
    public void Estimate_WatchedForLong_IsNoLessSure()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        double ErrorAfter(int spots) => GroundEstimator.Estimate(new WatchedWalk(Lens, mount, 7).Walk(6, 4, 12, spots).Sightings, Lens, StatureRange.Adults).Camera.HeightSigma;
        var (soon, late) = (ErrorAfter(3), ErrorAfter(40));
        log.WriteLine($"{soon:P1}, {late:P1}");
        Assert.InRange(late, 0.01, 1.05 * soon);
    }

    [Fact]
    public void Estimate_ChildSeenMoreThanTheOnlyAdult_DoesNotRaiseTheCamera()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        var walks = Enumerable.Range(1, 50).Select(seed => new WatchedWalk(Lens, mount, seed).Walk(1, 4, 12, spots: 6).WalkOfChildren(1, 4, 12, spots: 12));
        WatchedWalk[] small = [.. walks.Where(walk => walk.Statures_m[^1] < 1.1).Take(8)];
        Assert.Equal(8, small.Length);
        foreach (var walk in small)
        {
            var estimate = GroundEstimator.Estimate(walk.Sightings, Lens, StatureRange.Adults with { Mean_m = walk.Statures_m[0] });
            log.WriteLine($"{string.Join(' ', walk.Statures_m)}: {estimate.Mount.Height_m} m");
            Assert.Equal(1, estimate.Mount.Height_m / mount.Height_m, 0.12);
        }
    }

    [Fact]
    public void Estimate_AChildAmongAdults_DoesNotRaiseTheCamera()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        var walk = Enumerable.Range(1, 50).Select(seed => new WatchedWalk(Lens, mount, seed).Walk(4, 4, 12).WalkOfChildren(1, 4, 12)).First(walk => walk.Statures_m[^1] < 1.1);
        var estimate = GroundEstimator.Estimate(walk.Sightings, Lens, StatureRange.Adults with { Mean_m = walk.Statures_m.Take(4).Average() });
        log.WriteLine($"{string.Join(' ', walk.Statures_m)}: {estimate}");
        Assert.Equal(1, estimate.Mount.Height_m / mount.Height_m, 0.06);
        Assert.Equal(14, estimate.Mount.Pitch_rad * Degrees, 1.0);
    }

    [Fact]
    public void Estimate_SomeWhoSit_DoNotCount()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        var walk = new WatchedWalk(Lens, mount, 3).Walk(8, 4, 12).Sit(30, 4, 12);
        var estimate = GroundEstimator.Estimate(walk.Sightings, Lens, StatureRange.Adults with { Mean_m = walk.Statures_m.Average() });
        log.WriteLine($"{estimate}");
        Assert.Equal(14, estimate.Mount.Pitch_rad * Degrees, 1.0);
        Assert.Equal(1, estimate.Mount.Height_m / mount.Height_m, 0.05);
    }

    [Fact]
    public void Estimate_OutliersOfAnyKind_DoNotCount()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        var walk = new WatchedWalk(Lens, mount, 4).Walk(8, 4, 12);
        var random = new Random(5);
        var spoiled = walk.Sightings.Select((sighting, index) => index % 4 > 0
            ? sighting
            : sighting with { Feet = sighting.Feet + new System.Numerics.Vector2(random.Next(-200, 200), random.Next(-200, 200)) }).ToList();
        var estimate = GroundEstimator.Estimate(spoiled, Lens, StatureRange.Adults with { Mean_m = walk.Statures_m.Average() });
        log.WriteLine($"{estimate}");
        Assert.Equal(14, estimate.Mount.Pitch_rad * Degrees, 1.0);
        Assert.Equal(1, estimate.Mount.Height_m / mount.Height_m, 0.05);
        Assert.True(estimate.Outliers > 0.1 * spoiled.Count);
    }

    [Fact]
    public void Estimate_OnePersonWhoWasMeasured_IsEnough()
    {
        var mount = new CameraMount(2.2, 10 / Degrees, 0);
        var walk = new WatchedWalk(Lens, mount, 9).Walk(1, 4, 12, spots: 12);
        var estimate = GroundEstimator.Estimate(walk.Sightings, Lens, StatureRange.Of(walk.Statures_m[0]), statureIsKnown: true);
        log.WriteLine($"{estimate}");
        Assert.Equal(1, estimate.Mount.Height_m / mount.Height_m, 0.05);
        Assert.StartsWith("too few people: 1 seen", Refusal(walk.Sightings), StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_TooLittle_IsRefusedInOneLine()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        Assert.StartsWith("too few people: 0 seen upright", Refusal([]), StringComparison.Ordinal);
        Assert.StartsWith("too few people: 3 seen upright", Refusal([.. new WatchedWalk(Lens, mount, 1).Walk(3, 5, 9).Sightings.GroupBy(s => s.Person).SelectMany(g => g.Take(5))]), StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_AllAtOneDistance_IsRefused()
    {
        var mount = new CameraMount(2.6, 14 / Degrees, 0);
        var walk = new WatchedWalk(Lens, mount, 1).Walk(30, 4, 14);
        var sizes = walk.Sightings.Select(s => System.Numerics.Vector2.Distance(s.Head, s.Feet)).Order().ToArray();
        var middle = sizes[sizes.Length / 2];
        var alike = walk.Sightings.Where(s => System.Numerics.Vector2.Distance(s.Head, s.Feet) / middle is > 0.93f and < 1.07f).ToList();
        Assert.True(alike.Count > 20);
        Assert.StartsWith("everybody is at about the same distance", Refusal(alike), StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_NoPeopleAtAll_FitsNoGround()
    {
        var random = new Random(2);
        var noise = Enumerable.Range(0, 60).Select(i => new UprightSighting(
            (ulong)(i / 10), new(random.Next(1280), random.Next(720)), new(random.Next(1280), random.Next(720)))).ToList();
        Assert.Matches("^(no ground fits|too little was seen)", Refusal(noise));
    }

    private static string Refusal(IReadOnlyList<UprightSighting> sightings)
    {
        var message = Assert.Throws<CommandFailedException>(() => GroundEstimator.Estimate(sightings, Lens, StatureRange.Adults)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
