using System.Text;
using System.Text.Json.Nodes;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// Reads a camera from what calibration tools write: OpenCV's FileStorage and ROS camera_info (YAML, or OpenCV's JSON), Pose2Sim and Anipose (TOML),
/// Human3.6M's cameras and PoseStream's own (JSON). The file's end names its syntax, its keys the tool.
/// </summary>
internal static class CalibrationFile
{
    // A lens with a view of a tenth of a degree, or one that sees a hundredth of a pixel: a slip of units.
    private const double LongestFocal_px = 1e6;
    private const double ShortestFocal_px = 10;
    private const float FurthestCamera_m = 500;

    /// <param name="options">Null: the file holds one camera, in metres, and its place is taken if it has one.</param>
    /// <exception cref="CommandFailedException">One line with the file, the key and what to do.</exception>
    public static CameraModel Read(string file, CalibrationOptions? options = null)
    {
        options ??= new CalibrationOptions();
        var root = Parse(file);
        var model = root.IsObject switch
        {
            false => throw root.Complain("is no calibration: it must hold keys"),
            _ when Human36MCalibration.Fits(root) => Human36MCalibration.Read(Metric(root, options), options),
            _ when TomlCalibration.Fits(root) => TomlCalibration.Read(root, options),
            _ when MatrixCalibration.Fits(root) => MatrixCalibration.Read(Only(root, options), options),
            _ when PoseStreamCalibration.Fits(root) => PoseStreamCalibration.Read(Only(Metric(root, options), options), options),
            _ => throw root.Complain("is no calibration that is known here: OpenCV and ROS have \"camera_matrix\", Pose2Sim and Anipose tables with \"matrix\", Human3.6M \"R\", \"t\", \"f\", \"c\", PoseStream \"fx\""),
        };
        return Checked(root, model);
    }

    private static JsonPlace Only(JsonPlace root, CalibrationOptions options) =>
        options.Camera is null ? root : throw root.Complain($"holds one camera, which is not asked for by name; remove '{options.Camera}'");

    private static JsonPlace Metric(JsonPlace root, CalibrationOptions options) => options.Unit_m == CalibrationOptions.Meter
        ? root
        : throw root.Complain("is of a format whose unit is known; remove \"calibration_unit\" (--calibration-unit)");

    private static JsonPlace Parse(string file)
    {
        Func<string, string, JsonObject>? parse = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" => YamlFile.Parse,
            ".toml" => TomlFile.Parse,
            ".json" => null,
            _ => throw BadFile.Of(file, "is no calibration by its name; there are .yaml and .yml (OpenCV, ROS), .toml (Pose2Sim, Anipose) and .json (Human3.6M, PoseStream)"),
        };
        return parse is null
            ? JsonPlace.Read(file)
            : JsonPlace.Parse(file, null, Encoding.UTF8.GetBytes(parse(file, BadFile.Reading(file, () => File.ReadAllText(file))).ToJsonString()));
    }

    private static CameraModel Checked(JsonPlace root, CameraModel model)
    {
        foreach (var focal in (ReadOnlySpan<double>)[model.Fx, model.Fy])
        {
            if (focal is not (>= ShortestFocal_px and <= LongestFocal_px))
            {
                throw root.Complain(FormattableString.Invariant($"has a focal length of {focal} pixels; there are {ShortestFocal_px} to {LongestFocal_px}"));
            }
        }

        if (model.CameraToWorld is { Translation_m: var place })
        {
            if (place.Length() > FurthestCamera_m)
            {
                throw root.Complain(FormattableString.Invariant($"puts the camera {place.Length():F0} m from the origin; the translation must be in metres, or in the unit that \"calibration_unit\" (--calibration-unit) says: m, cm or mm"));
            }

            if (place.Z <= 0)
            {
                throw root.Complain(FormattableString.Invariant(
                    $"puts the camera at z = {place.Z:F2} m, not over the ground; the world must have z up and the ground at z = 0: {CalibrationOptions.LensAlone}"));
            }
        }

        return model;
    }
}
