using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// Pose2Sim's and Anipose's calibration: a table a camera with name, size, matrix, distortions, rotation (a vector) and translation from the world to the camera, metres.
/// </summary>
internal static class TomlCalibration
{
    public static bool Fits(JsonPlace root) => Cameras(root).Any();

    public static CameraModel Read(JsonPlace root, string? name)
    {
        var (_, camera) = root.Choose(name, [.. Cameras(root)]);
        var size = camera["size"].Items().ToList();
        if (size.Count != 2)
        {
            throw camera["size"].Complain($"has {size.Count} numbers; there must be 2, width and height");
        }

        var fisheye = camera.Any("fisheye") is { Element.ValueKind: JsonValueKind.True };
        var lens = camera.Any("distortions") switch
        {
            null => LensDistortion.None,
            var coefficients when fisheye => coefficients.Fisheye(),
            var coefficients => coefficients.Perspective(),
        };
        return CalibrationValues.Model(
            camera["matrix"], lens, new FrameGeometry(size[0].Side(), size[1].Side()),
            CalibrationValues.WorldToCamera(camera, camera.Any("rotation"), camera.Any("translation")));
    }

    /// <summary>Known by the name in the table, where there is one, and else by the table's.</summary>
    private static IEnumerable<(string Name, JsonPlace Place)> Cameras(JsonPlace root) => root.Keys()
        .Where(entry => entry.Value.IsObject && entry.Value.Optional("matrix") is not null)
        .Select(entry => (entry.Value.Optional("name")?.Element.ToString() ?? entry.Key, entry.Value));
}
