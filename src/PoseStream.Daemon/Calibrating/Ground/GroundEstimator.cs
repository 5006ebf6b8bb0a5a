using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// Finds how a camera hangs over the ground from people seen upright. Two angles are searched through first, each try judged by its middle half, so that people who sit
/// or are seen wrong do not count; then angles, height and everybody's stature are refined together. A lens that nobody knows shows too: how fast people shrink upwards in the picture tells
/// where the horizon is, and how their upright lines fan out where the point below the camera is; both together have one focal length (Caprile and Torre 1990).
/// </summary>
internal static class GroundEstimator
{
    private const int LeastSightings = 20;
    private const int LeastPeople = 2;
    private const double LeastSpread = 1.25;
    private const double MostOutliers = 0.5;
    private const double LargestPitchError_rad = 3 * Math.PI / 180;
    private const double LargestHeightError = 0.15;

    // Beyond it an assumed lens is not much worse. Perspective is a matter of distances, which must differ more than for the ground alone.
    private const double LargestFocalError = 0.12;
    private const double LeastLensSpread = 1.6;
    private const int LeastLensSightings = 40;

    // Of the focal length, where thousands walk by: people's lines from feet to head are no plumb lines. Measured on rendered people.
    private const double LeastFocalError = 0.03;

    // Lenses to begin with: 77, 60 and 45 degrees across where 60 are assumed.
    private static readonly double[] Lenses = [-0.32, 0, 0.33];

    /// <param name="sightings">Each of another moment.</param>
    /// <param name="camera">Its lens; where it is does not matter.</param>
    /// <param name="statureIsKnown">One person is enough then.</param>
    /// <param name="findLens">The focal length is only guessed, by <see cref="CameraModel.FocalSigma"/>: it is found as well, if enough was seen for that.</param>
    /// <exception cref="CommandFailedException">Too little was seen to say; the one line tells what is missing.</exception>
    public static GroundEstimate Estimate(
        IReadOnlyList<UprightSighting> sightings, CameraModel camera, StatureRange stature, bool statureIsKnown = false, bool findLens = false)
    {
        var people = sightings.Select(sighting => sighting.Person).Distinct().Count();
        var least = statureIsKnown ? 1 : LeastPeople;
        if (sightings.Count < LeastSightings || people < least)
        {
            throw new CommandFailedException(
                $"too few people: {people} seen upright from head to feet, in {sightings.Count} places that differ; it takes {least} or more who walk about in the whole picture, and {LeastSightings} places");
        }

        VerticalBody[] bodies = [.. sightings.Select(sighting => new VerticalBody(sighting, camera))];
        var sizes = bodies.Select(body => body.Height_rad).Order().ToArray();
        var (small, large) = (At(sizes, 0.05), At(sizes, 0.95));
        if (large / small < LeastSpread)
        {
            throw new CommandFailedException(FormattableString.Invariant(
                $"everybody is at about the same distance: the nearest look {large / small:F2} times as large as the furthest; let people walk towards the camera and away, for {LeastSpread} times at least"));
        }

        var best = findLens && sightings.Count >= LeastLensSightings ? Best(sightings, camera, stature, findLens: true) : null;
        if (best is null || !ShowsLens(best, sightings))
        {
            best = Best(sightings, camera, stature, findLens: false);
        }

        return Checked(
            best ?? throw new CommandFailedException("no ground fits: what was seen are not people who stand upright on level ground, or the picture is turned by more than 45°"),
            sightings, people);
    }

    /// <returns>Null where too little was seen to say.</returns>
    /// <inheritdoc cref="Estimate"/>
    public static GroundEstimate? TryEstimate(
        IReadOnlyList<UprightSighting> sightings, CameraModel camera, StatureRange stature, bool statureIsKnown = false, bool findLens = false)
    {
        try
        {
            return Estimate(sightings, camera, stature, statureIsKnown, findLens);
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    /// <summary>The same camera with another lens.</summary>
    /// <param name="focal">Logarithm of its focal length over this one's.</param>
    public static CameraModel Scaled(CameraModel camera, double focal) => camera with { Fx = camera.Fx * Math.Exp(focal), Fy = camera.Fy * Math.Exp(focal) };

    private static RefinedGround? Best(IReadOnlyList<UprightSighting> sightings, CameraModel camera, StatureRange stature, bool findLens)
    {
        var refinement = new GroundRefinement(sightings, camera, stature, findLens);
        return (findLens ? Lenses : [0])
            .SelectMany(lens => GroundSearch.Candidates([.. sightings.Select(sighting => new VerticalBody(sighting, Scaled(camera, lens)))], lens))
            .Select(refinement.From)
            .MinBy(refined => refined.Cost);
    }

    public static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static bool ShowsLens(RefinedGround ground, IReadOnlyList<UprightSighting> sightings) =>
        ground.FocalError <= LargestFocalError && IsSure(ground) && !IsOff(ground, sightings) && DistancesOf(ground, sightings) is var (nearest, furthest) && furthest / nearest >= LeastLensSpread;

    private static bool IsSure(RefinedGround ground) => ground.PitchError_rad <= LargestPitchError_rad && ground.HeightError <= LargestHeightError;

    private static bool IsOff(RefinedGround ground, IReadOnlyList<UprightSighting> sightings) => ground.Outliers > MostOutliers * sightings.Count;

    private static (double Nearest_m, double Furthest_m) DistancesOf(RefinedGround ground, IReadOnlyList<UprightSighting> sightings)
    {
        var distances = sightings.Select(sighting => ground.Height_m * new VerticalBody(sighting, ground.Camera).Distance(ground.Up)).Where(double.IsFinite).Order().ToArray();
        return (At(distances, 0.05), At(distances, 0.95));
    }

    private static GroundEstimate Checked(RefinedGround ground, IReadOnlyList<UprightSighting> sightings, int people)
    {
        if (IsOff(ground, sightings))
        {
            throw new CommandFailedException(
                $"no ground fits: {ground.Outliers} of {sightings.Count} sightings are off; people must stand or walk upright on level ground, and the camera must not move");
        }

        if (!IsSure(ground))
        {
            throw new CommandFailedException(FormattableString.Invariant(
                $"too little was seen to say: the pitch would be known to ±{ground.PitchError_rad * 180 / Math.PI:F1}°, the height to ±{100 * ground.HeightError:F0} %; let people walk nearer, further and to both sides, for longer"));
        }

        var (nearest, furthest) = DistancesOf(ground, sightings);

        // People who jump or crouch look larger and smaller where they are.
        if (furthest / nearest < LeastSpread)
        {
            throw new CommandFailedException(FormattableString.Invariant(
                $"everybody is at about the same distance, {nearest:F1} to {furthest:F1} m; let people walk towards the camera and away, for {LeastSpread} times at least"));
        }

        var camera = ground.Camera with { CameraToWorld = new CameraMount(ground.Height_m, ground.Pitch_rad, ground.Roll_rad).ToWorld(), HeightSigma = ground.HeightError };
        return new GroundEstimate(
            ground.FocalError > 0 ? camera with { Source = IntrinsicsSource.EstimatedFromPeople, FocalSigma = Math.Sqrt((ground.FocalError * ground.FocalError) + (LeastFocalError * LeastFocalError)) } : camera,
            ground.PitchError_rad, ground.RollError_rad, people, sightings.Count, ground.Outliers, ground.Residual, nearest, furthest);
    }

    /// <summary>Up in camera space.</summary>
    public static Vector3 UpOf(double pitch_rad, double roll_rad)
    {
        var (sinPitch, cosPitch) = Math.SinCos(pitch_rad);
        var (sinRoll, cosRoll) = Math.SinCos(roll_rad);
        return new Vector3((float)(-sinRoll * cosPitch), (float)(-cosRoll * cosPitch), (float)-sinPitch);
    }
}
