using System.Text.Json;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Refinement;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Configuration;

/// <summary>Reads one entry of "cameras".</summary>
internal static class CameraPlanReader
{
    private static readonly Dictionary<string, CameraTransport> Transports = new(StringComparer.Ordinal)
    {
        ["auto"] = CameraTransport.Auto, ["tcp"] = CameraTransport.Tcp, ["udp"] = CameraTransport.Udp,
    };

    private static readonly Dictionary<string, CameraTls> TlsChecks = new(StringComparer.Ordinal)
    {
        ["verify"] = CameraTls.Verify, ["insecure"] = CameraTls.Insecure,
    };

    private static readonly Dictionary<string, HardwareAcceleration> Accelerations = new(StringComparer.Ordinal)
    {
        ["auto"] = HardwareAcceleration.Auto, ["none"] = HardwareAcceleration.None, ["vaapi"] = HardwareAcceleration.Vaapi,
        ["cuda"] = HardwareAcceleration.Cuda, ["qsv"] = HardwareAcceleration.Qsv, ["vdpau"] = HardwareAcceleration.Vdpau,
        ["drm"] = HardwareAcceleration.Drm, ["vulkan"] = HardwareAcceleration.Vulkan,
    };

    /// <summary>Null, with an error, where there is no usable name or address.</summary>
    /// <param name="refinement">Of the service.</param>
    /// <param name="presets">By name.</param>
    public static CameraPlan? Read(JsonSection section, RefinementOptions refinement, IReadOnlyDictionary<string, ModelPreset> presets)
    {
        var name = ReadName(section);
        var url = ReadUrl(section);
        var loop = section.Flag("loop", false);
        if (loop && url is not null && !CameraAddress.IsFile(url))
        {
            section.Complain("loop", "is for files only, and the url is no file; remove it or set it to false");
        }

        var tls = section.Word("tls", CameraTls.Verify, TlsChecks);
        var authority = section.OptionalFile("tls_ca_file");
        if (tls == CameraTls.Insecure && authority is not null)
        {
            section.Complain("tls_ca_file", "has no effect where tls is insecure; remove one of them");
        }

        var plan = new CameraPlan(
            name ?? new CameraId("unnamed"),
            url ?? string.Empty,
            section.Word("transport", CameraTransport.Auto, Transports),
            tls,
            authority,
            section.Word("hwaccel", HardwareAcceleration.Auto, Accelerations),
            section.Seconds("connect_timeout_s", 10, 0.1, 300),
            section.Seconds("stall_timeout_s", 5, 0.1, 300),
            section.Integer("buffers", 4, 2, 64),
            loop,
            ReadIntrinsics(section.OptionalSection("intrinsics")),
            section.Number("horizontal_fov_deg", 60, 1, 179),
            section.OptionalSection("refinement") is { } own ? RefinementReader.Read(own, refinement) : refinement,
            ReadCalibration(section),
            ReadPreset(section, presets),
            section.Flag("calibrate_from_people", false));
        if (plan is { CalibrateFromPeople: true, Calibration.CameraToWorld: not null })
        {
            section.Complain("calibrate_from_people", "has no effect where calibration says already where the camera is; remove one of them, or set calibration_place to false");
        }

        return name is null || url is null ? null : plan;
    }

    private static ModelPreset? ReadPreset(JsonSection section, IReadOnlyDictionary<string, ModelPreset> presets)
    {
        if (section.OptionalText("preset") is not { } name)
        {
            return null;
        }

        if (presets.TryGetValue(name, out var preset))
        {
            return preset;
        }

        section.Complain("preset", $"{section.Reading.Show(name)} is not known here; write one of {string.Join(", ", presets.Keys)}");
        return null;
    }

    private static CameraId? ReadName(JsonSection section)
    {
        var name = section.RequiredText("name");
        if (name.Length == 0)
        {
            return null;
        }

        if (CameraId.IsValid(name))
        {
            return new CameraId(name);
        }

        section.Complain("name", $"{section.Reading.Show(name)} cannot be a name; use letters, digits, '.', '_' and '-', at most 64");
        return null;
    }

    private static string? ReadUrl(JsonSection section)
    {
        var url = section.RequiredText("url");
        if (url.Length == 0)
        {
            return null;
        }

        if (CameraAddress.IsMalformed(url))
        {
            section.Complain("url", "is neither an address nor a path (not shown: it may hold a password); write it like rtsp://user:password@host:554/path");
            return null;
        }

        switch (CameraAddress.SchemeOf(url))
        {
            case null:
                return section.Reading.Absolute(section.PathOf("url"), url);
            case "file":
                return section.Reading.Absolute(section.PathOf("url"), Uri.UnescapeDataString(url["file://".Length..]));
            case var scheme when CameraAddress.Schemes.Contains(scheme):
                return url;
            default:
                section.Complain("url", $"{section.Reading.Show(url)} has a scheme that cannot be read; use one of {string.Join(", ", CameraAddress.Schemes)}, or a path");
                return null;
        }
    }

    private static CameraModel? ReadCalibration(JsonSection section)
    {
        var file = section.OptionalFile("calibration");
        var options = new CalibrationOptions(
            section.OptionalText("calibration_camera"),
            section.Word("calibration_unit", CalibrationOptions.Meter, CalibrationOptions.Units),
            section.Flag("calibration_place", true));
        if (options is { Place: false, Unit_m: not CalibrationOptions.Meter })
        {
            section.Complain("calibration_unit", "has no effect where calibration_place is false; remove one of them");
        }

        if (file is null)
        {
            ComplainOfStray(section, options);
            return null;
        }

        if (section.KindOf("intrinsics") is JsonValueKind.Object)
        {
            section.Complain("calibration", "and intrinsics say the same; remove one of them");
        }

        try
        {
            return CalibrationFile.Read(file, options);
        }
        catch (CommandFailedException exception)
        {
            section.Complain("calibration", exception.Message);
            return null;
        }
    }

    /// <summary>A file that is named and absent was complained of already.</summary>
    private static void ComplainOfStray(JsonSection section, CalibrationOptions options)
    {
        if (section.KindOf("calibration") is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            return;
        }

        (string Key, bool IsSaid)[] more =
        [
            ("calibration_camera", options.Camera is not null), ("calibration_unit", options.Unit_m != CalibrationOptions.Meter), ("calibration_place", !options.Place),
        ];
        foreach (var (key, _) in more.Where(entry => entry.IsSaid))
        {
            section.Complain(key, "has no effect without calibration; write that or remove this");
        }
    }

    private static IntrinsicsPlan? ReadIntrinsics(JsonSection? section)
    {
        if (section is null)
        {
            return null;
        }

        section.Require("fx", "fy", "cx", "cy", "width", "height");
        return new IntrinsicsPlan(
            section.Number("fx", 1, 1, 1e6),
            section.Number("fy", 1, 1, 1e6),
            section.Number("cx", 0, -1e6, 1e6),
            section.Number("cy", 0, -1e6, 1e6),
            section.Integer("width", 1, 1, 65536),
            section.Integer("height", 1, 1, 65536),
            new ValueList<double>(section.Numbers("distortion", 5) ?? [0, 0, 0, 0, 0]));
    }
}
