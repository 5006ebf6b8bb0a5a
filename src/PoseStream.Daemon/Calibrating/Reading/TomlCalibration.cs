using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// Pose2Sim's and Anipose's calibration: a table a camera with name, size, matrix, distortions, rotation (a vector) and translation from the world to the camera, in
/// metres or in whatever the board was measured in.
/// </summary>
internal static class TomlCalibration
{
    // A bundle adjustment moves the first camera a little off the origin that it was.
    private const double AtOrigin = 0.01;

    public static bool Fits(JsonPlace root) => Cameras(root).Any();

    public static CameraModel Read(JsonPlace root, CalibrationOptions options)
    {
        var (name, camera) = root.Choose(options.Camera, [.. Cameras(root)]);
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
        if (options.Place && camera.Any("translation") is not null && OriginOf(root) is { } origin)
        {
            throw camera.Complain($"the world of '{name}' is camera '{origin}' itself and not the ground; {CalibrationOptions.LensAlone}");
        }

        return CalibrationValues.Model(
            camera["matrix"], lens, new FrameGeometry(size[0].Side(), size[1].Side()),
            CalibrationValues.WorldToCamera(camera, camera.Any("rotation"), camera.Any("translation"), options));
    }

    /// <summary>The camera that all are measured from, as Anipose does it where nobody asked for another world; null where there is none.</summary>
    private static string? OriginOf(JsonPlace root)
    {
        List<(string Name, double Length)> translations =
        [
            .. from entry in Cameras(root)
               let translation = entry.Place.Any("translation")
               where translation is not null
               select (entry.Name, Math.Sqrt(translation.Matrix(3).Sum(number => number * number))),
        ];
        var furthest = translations.Max(entry => entry.Length);
        return translations.FirstOrDefault(entry => entry.Length <= AtOrigin * furthest).Name;
    }

    /// <summary>Known by the name in the table, where there is one, and else by the table's.</summary>
    private static IEnumerable<(string Name, JsonPlace Place)> Cameras(JsonPlace root) => root.Keys()
        .Where(entry => entry.Value.IsObject && entry.Value.Optional("matrix") is not null)
        .Select(entry => (entry.Value.Optional("name")?.Element.ToString() ?? entry.Key, entry.Value));
}
