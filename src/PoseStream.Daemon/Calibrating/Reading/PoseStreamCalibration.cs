using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// PoseStream's own file, one JSON object: the keys of "intrinsics" in the configuration and "lens" (perspective or fisheye), or "horizontal_fov_deg" where the lens is only
/// guessed, with "focal_standard_error", a share of the focal length, where it was found from people; and "mount", how the camera hangs over the ground. "estimate" tells people where a mount
/// comes from, and is not read.
/// </summary>
internal static class PoseStreamCalibration
{
    private const double Degrees = 180 / Math.PI;

    private static readonly string[] Keys =
        ["fx", "fy", "cx", "cy", "width", "height", "lens", "distortion", "horizontal_fov_deg", "focal_standard_error", "mount", "estimate"];

    public static bool Fits(JsonPlace root) => root.Optional("fx") is not null || root.Optional("horizontal_fov_deg") is not null;

    public static CameraModel Read(JsonPlace root, CalibrationOptions options)
    {
        foreach (var (key, _) in root.Keys())
        {
            if (!Keys.Contains(key))
            {
                throw root.Complain($"\"{key}\" is no key here; there are {string.Join(", ", Keys)}");
            }
        }

        var geometry = new FrameGeometry(root["width"].Side(), root["height"].Side());
        var lens = LensOf(root, geometry);
        if (!options.Place || root.Any("mount") is not { } mount)
        {
            return lens;
        }

        var placed = MountOf(mount);
        return lens with { CameraToWorld = placed.ToWorld(), HeightSigma = mount.Any("height_standard_error_m") is { } error && placed.Height_m > 0 ? Share(error, error.Number() / placed.Height_m) : 0 };
    }

    /// <param name="writeEstimate">Adds what is told of the mount's origin, inside "estimate".</param>
    public static byte[] Write(CameraModel camera, CameraMount mount, Action<Utf8JsonWriter> writeEstimate)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("width", camera.Geometry.Width);
            json.WriteNumber("height", camera.Geometry.Height);
            WriteLens(json, camera);
            json.WriteStartObject("mount");
            json.WriteNumber("height_m", Math.Round(mount.Height_m, 4));
            json.WriteNumber("height_standard_error_m", Math.Round(mount.Height_m * camera.HeightSigma, 4));
            json.WriteNumber("pitch_deg", Math.Round(mount.Pitch_rad * Degrees, 3));
            json.WriteNumber("roll_deg", Math.Round(mount.Roll_rad * Degrees, 3));
            json.WriteNumber("yaw_deg", Math.Round(mount.Yaw_rad * Degrees, 3));
            json.WriteEndObject();
            json.WriteStartObject("estimate");
            writeEstimate(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteLens(Utf8JsonWriter json, CameraModel camera)
    {
        if (camera.Source is not IntrinsicsSource.Configured)
        {
            json.WriteNumber("horizontal_fov_deg", Math.Round(camera.HorizontalFieldOfView_deg, 6));
            if (camera.Source is IntrinsicsSource.EstimatedFromPeople)
            {
                json.WriteNumber("focal_standard_error", Math.Round(camera.FocalSigma, 4));
            }

            return;
        }

        var lens = camera.Distortion;
        json.WriteNumber("fx", camera.Fx);
        json.WriteNumber("fy", camera.Fy);
        json.WriteNumber("cx", camera.Cx - CalibrationValues.PixelCenter);
        json.WriteNumber("cy", camera.Cy - CalibrationValues.PixelCenter);
        json.WriteString("lens", lens.Kind is LensKind.Fisheye ? "fisheye" : "perspective");
        json.WriteStartArray("distortion");
        foreach (var coefficient in lens.Coefficients())
        {
            json.WriteNumberValue(coefficient);
        }

        json.WriteEndArray();
    }

    private static CameraModel LensOf(JsonPlace root, FrameGeometry geometry)
    {
        if (root.Any("horizontal_fov_deg") is { } assumed)
        {
            if (root.Any("fx") is not null)
            {
                throw assumed.Complain("and fx say the same; remove one of them");
            }

            var camera = assumed.Number() is >= 1 and <= 179 and var degrees
                ? CameraModel.FromFieldOfView(geometry, degrees)
                : throw assumed.Complain("is no field of view; write 1 to 179 degrees");
            return root.Any("focal_standard_error") is { } error
                ? camera with { Source = IntrinsicsSource.EstimatedFromPeople, FocalSigma = Share(error, error.Number()) }
                : camera;
        }

        if (root.Any("focal_standard_error") is { } stray)
        {
            throw stray.Complain("belongs to horizontal_fov_deg; a lens with fx was measured");
        }

        return new CameraModel(
            root["fx"].Number(), root["fy"].Number(), root["cx"].Number() + CalibrationValues.PixelCenter, root["cy"].Number() + CalibrationValues.PixelCenter,
            DistortionOf(root), geometry, IntrinsicsSource.Configured);
    }

    private static double Share(JsonPlace place, double share) => share is >= 0 and < 1 ? share : throw place.Complain("is no standard error; write 0 or more, and less than the whole");

    private static LensDistortion DistortionOf(JsonPlace root)
    {
        var fisheye = root.Any("lens") is { } lens && lens.Text() switch
        {
            "perspective" => false,
            "fisheye" => true,
            var other => throw lens.Complain($"'{other}' is not known here; there are perspective and fisheye"),
        };
        return root.Any("distortion") switch
        {
            null => fisheye ? LensDistortion.Fisheye(0, 0, 0, 0) : LensDistortion.None,
            var coefficients => fisheye ? coefficients.Fisheye() : coefficients.Perspective(),
        };
    }

    private static CameraMount MountOf(JsonPlace mount)
    {
        double Angle(string key) => (mount.Any(key)?.Number() ?? 0) / Degrees;
        return new CameraMount(mount["height_m"].Number(), mount["pitch_deg"].Number() / Degrees, Angle("roll_deg"), Angle("yaw_deg"));
    }
}
