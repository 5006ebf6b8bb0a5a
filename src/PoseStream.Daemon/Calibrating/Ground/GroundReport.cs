using System.Globalization;
using System.Text;
using System.Text.Json;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>What people and the calibration file are told of an estimate.</summary>
internal static class GroundReport
{
    private const double Degrees = 180 / Math.PI;
    private const double OtherFieldOfView_deg = 10;

    /// <param name="writeMore">Adds to what is told of the estimate.</param>
    public static byte[] File(GroundEstimate estimate, StatureRange stature, Action<Utf8JsonWriter>? writeMore = null) => PoseStreamCalibration.Write(estimate.Camera, estimate.Mount, json =>
    {
        json.WriteString("from", "people seen upright");
        json.WriteNumber("people", estimate.People);
        json.WriteNumber("sightings", estimate.Sightings);
        json.WriteNumber("outliers", estimate.Outliers);
        json.WriteNumber("stature_m", stature.Mean_m);
        json.WriteNumber("pitch_standard_error_deg", Math.Round(estimate.PitchError_rad * Degrees, 3));
        json.WriteNumber("roll_standard_error_deg", Math.Round(estimate.RollError_rad * Degrees, 3));
        writeMore?.Invoke(json);
    });

    public static string Describe(GroundEstimate estimate, StatureRange stature) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        people    {estimate.People} tracks upright from head to feet, {estimate.Sightings} sightings, {estimate.Outliers} of them off; {estimate.Nearest_m:F1} to {estimate.Furthest_m:F1} m from under the camera
        height    {estimate.Mount.Height_m:F2} m ± {estimate.HeightError_m:F2}, for people of {stature.Mean_m:F2} m ± {stature.Spread_m:F2}; it is wrong by as much as their mean is
        pitch     {estimate.Mount.Pitch_rad * Degrees:F1}° ± {estimate.PitchError_rad * Degrees:F1} below the horizon
        roll      {estimate.Mount.Roll_rad * Degrees:F1}° ± {estimate.RollError_rad * Degrees:F1}
        horizon   {Horizon(estimate.Camera)}
        """);

    /// <summary>For the log.</summary>
    public static string InShort(GroundEstimate estimate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(estimate.LensWasFound ? $"lens {Across(estimate.Camera)}, " : "")}{estimate.Mount.Height_m:F2} m ± {estimate.HeightError_m:F2} over the ground, looking {estimate.Mount.Pitch_rad * Degrees:F1}° ± {estimate.PitchError_rad * Degrees:F1} below the horizon, from {estimate.Sightings} sightings of {estimate.People} people");

    /// <summary>Of a lens that was found.</summary>
    public static string Lens(CameraModel camera) => string.Create(
        CultureInfo.InvariantCulture,
        $"lens      {Across(camera)}, found from the people, a lens without distortion assumed; distances are wrong by as much as its focal length, ± {100 * camera.FocalSigma:F0} %");

    /// <summary>For a lens that nobody measured: what hangs on the guess and what does not.</summary>
    public static string Sensitivity(IReadOnlyList<UprightSighting> sightings, GroundEstimate estimate, CameraModel camera, StatureRange stature, bool statureIsKnown)
    {
        var assumed = camera.HorizontalFieldOfView_deg;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"lens      not known, and too little seen to find it: {assumed:F0}° across assumed, and pitch, height, horizon and all distances hang on that");
        foreach (var other in (ReadOnlySpan<double>)[assumed - OtherFieldOfView_deg, assumed + OtherFieldOfView_deg])
        {
            if (other is > 1 and < 179 && GroundEstimator.TryEstimate(sightings, CameraModel.FromFieldOfView(camera.Geometry, other), stature, statureIsKnown) is { } tried)
            {
                text.AppendLine();
                text.Append(CultureInfo.InvariantCulture, $"          if it were {other:F0}°: height {tried.Mount.Height_m:F2} m, pitch {tried.Mount.Pitch_rad * Degrees:F1}°, heads off by {100 * tried.Residual:F1} % of a person's height instead of {100 * estimate.Residual:F1} %");
            }
        }

        text.AppendLine();
        text.Append("          let people walk nearer, further and to both sides, for longer; or give --calibration FILE (a calibration) or --fov DEG (from the data sheet)");
        return text.ToString();
    }

    /// <summary>How wide a lens is that was found, and how sure that is.</summary>
    public static string Across(CameraModel camera)
    {
        var across = camera.HorizontalFieldOfView_deg;
        var least = GroundEstimator.Scaled(camera, camera.FocalSigma).HorizontalFieldOfView_deg;
        return string.Create(CultureInfo.InvariantCulture, $"{across:F0}° ± {across - least:F0} across");
    }

    private static string Horizon(CameraModel camera) => camera.HorizonAt(0) is { } pixel
        ? string.Create(CultureInfo.InvariantCulture, $"{pixel.Y:F0} px from the upper edge, straight ahead; the picture is {camera.Geometry.Height} px high")
        : "out of the lens's sight";
}
