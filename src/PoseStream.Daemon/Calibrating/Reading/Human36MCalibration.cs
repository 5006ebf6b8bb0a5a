using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Evaluating.Recordings;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// Human36M_subject*_camera.json. Its world has z up and the floor at 0, people near the origin: by them the two meanings of t are told apart
/// (facts: model contracts T6).
/// </summary>
internal static class Human36MCalibration
{
    // The file names no picture size; all are 1000 wide, two cameras 1002 high (facts: model contracts §3.1).
    private const int Side = 1000;
    private static readonly FrameGeometry Higher = new(Side, 1002);

    /// <summary>Heads and feet of people about the middle of the room.</summary>
    private static readonly Vector3[] People =
        [.. from x in (float[])[-1, 0, 1] from y in (float[])[-1, 0, 1] from z in (float[])[0.1f, 1.6f] select new Vector3(x, y, z)];

    public static bool Fits(JsonPlace root) => Cameras(root).Any();

    public static CameraModel Read(JsonPlace root, CalibrationOptions options)
    {
        var (id, chosen) = root.Choose(options.Camera, [.. Cameras(root)]);
        var camera = new Human36MCamera(chosen);
        var (f, c) = (chosen["f"].Numbers(2), chosen["c"].Numbers(2));
        var geometry = id is "1" or "4" ? Higher : new FrameGeometry(Side, Side);
        return new CameraModel(
            f[0], f[1], c[0] + CalibrationValues.PixelCenter, c[1] + CalibrationValues.PixelCenter, LensDistortion.None, geometry, IntrinsicsSource.Configured,
            options.Place ? camera.WorldToCamera(People).Inverse() : null);
    }

    private static IEnumerable<(string Name, JsonPlace Place)> Cameras(JsonPlace root) => root.Keys()
        .Where(entry => entry.Value.IsObject && entry.Value.Optional("R") is not null && entry.Value.Optional("t") is not null
            && entry.Value.Optional("f") is not null && entry.Value.Optional("c") is not null)
        .Select(entry => (entry.Key, entry.Value));
}
