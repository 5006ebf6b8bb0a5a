using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Daemon.Configuration.Reading;

namespace PoseStream.Daemon.Configuration;

/// <summary>Reads the sections of a configuration file. Every key, default and range of the service is here or in <see cref="CameraPlanReader"/>.</summary>
internal sealed class ServicePlanSections(JsonSection root, Func<string, string?> environment)
{
    private static readonly Dictionary<string, InferenceProvider> Providers = new(StringComparer.Ordinal)
    {
        ["auto"] = InferenceProvider.Auto, ["cpu"] = InferenceProvider.Cpu, ["cuda"] = InferenceProvider.Cuda, ["tensorrt"] = InferenceProvider.TensorRt,
    };

    private static readonly Dictionary<string, MqttFormat> Formats = new(StringComparer.Ordinal)
    {
        ["protobuf"] = MqttFormat.Protobuf, ["json"] = MqttFormat.Json,
    };

    private static readonly Dictionary<string, LogLevel> Levels = new(StringComparer.Ordinal)
    {
        ["trace"] = LogLevel.Trace, ["debug"] = LogLevel.Debug, ["information"] = LogLevel.Information,
        ["warning"] = LogLevel.Warning, ["error"] = LogLevel.Error, ["critical"] = LogLevel.Critical,
    };

    public ServicePlan Read()
    {
        var node = ReadNode();
        var refinement = RefinementReader.Read(root.Section("refinement"), RefinementOptions.Default);
        var presets = PresetReader.Read(root.Section("presets"));
        var preset = root.Word("preset", ModelPreset.All[0], presets);
        return new ServicePlan(
            node,
            ReadCameras(refinement, presets),
            ReadDetector(root.Section("detector"), preset),
            ReadPose(root.Section("pose"), preset),
            ReadTracking(root.Section("tracking")),
            refinement,
            ReadKinematics(root.Section("kinematics")),
            ReadInference(root.Section("inference")),
            ReadGrpc(root.Section("grpc")),
            ReadWeb(root.Section("web")),
            new MqttPlanReader(root.Section("mqtt"), Formats).Read(node),
            root.OptionalPath("models_dir") ?? DataFolder.Of("models", environment),
            root.Section("logging").Word("level", LogLevel.Information, Levels))
        {
            Preset = preset,
        };
    }

    private static DetectorPlan ReadDetector(JsonSection section, ModelPreset preset) => new(
        section.OptionalText("model") ?? preset.Detector,
        ReadSide(section, "input_width"),
        ReadSide(section, "input_height"),
        section.Integer("every_n_frames", 1, 1, 100),
        section.Flag("close_looks", true),
        ReadDecode(section),
        section.OptionalFile("boxes_file"));

    private static PosePlan ReadPose(JsonSection section, ModelPreset preset) => new(
        section.OptionalText("model") ?? preset.Pose, section.Integer("max_people", 8, 1, 64), ReadDecode(section));

    private static TrackingPlan ReadTracking(JsonSection section) => new(
        section.Number("min_iou", 0.2, 0, 1),
        section.Number("start_score", 0.45, 0, 1),
        section.Integer("confirm_after_hits", 3, 1, 100),
        section.Seconds("end_after_s", 4, 0, 600),
        section.Seconds("doubt_after_s", 0.5, 0, 600));

    private static KinematicsOptions ReadKinematics(JsonSection section) => new(
        section.Flag("angles", true), section.Flag("segment_lengths", false), section.Flag("velocities", false));

    private static InferencePlan ReadInference(JsonSection section) => new(
        section.Word("provider", InferenceProvider.Auto, Providers),
        section.Flag("require", false),
        section.Integer("threads", 0, 0, 256),
        section.Integer("device_id", 0, 0, 63),
        section.OptionalFile("library", orFolder: true),
        section.Integer("max_batch", 8, 1, 64));

    private static GrpcPlan ReadGrpc(JsonSection section) => new(
        section.Flag("enabled", true),
        ReadListen(section, "127.0.0.1:50051"),
        section.Integer("max_subscribers", 64, 1, 10000),
        section.Flag("reflection", true),
        section.Integer("subscriber_queue", 4, 1, 1024),
        section.Seconds("write_timeout_s", 10, 0.1, 600));

    private static WebPlan ReadWeb(JsonSection section) => new(
        section.Flag("enabled", false),
        ReadListen(section, "127.0.0.1:8080"),
        new ValueList<string>(section.Texts("hosts")),
        section.Integer("max_viewers", 16, 1, 1000));

    private static int? ReadSide(JsonSection section, string key)
    {
        var side = section.OptionalInteger(key, 32, 4096);
        if (side % 32 > 0)
        {
            section.Complain(key, $"{side} is no multiple of 32; write {side / 32 * 32} or {(side / 32 + 1) * 32}");
        }

        return side;
    }

    private static ValueList<DecodeOverride> ReadDecode(JsonSection section)
    {
        var decode = section.Section("decode");
        return new ValueList<DecodeOverride>(decode.Keys
            .Order(StringComparer.Ordinal)
            .Select(name => new DecodeOverride(name, decode.Number(name, 0, -1e9, 1e9))));
    }

    private static IPEndPoint ReadListen(JsonSection section, string fallback)
    {
        var written = section.Text("listen", fallback);
        if (ListenAddress.TryParse(written, out var address))
        {
            return address;
        }

        section.Complain("listen", $"{section.Reading.Show(written)} is no address to listen on; {ListenAddress.Form}");
        return new IPEndPoint(IPAddress.Loopback, 0);
    }

    private string ReadNode()
    {
        var node = root.OptionalText("node") ?? ThisMachine();
        if (!CameraId.IsValid(node))
        {
            root.Complain("node", $"{root.Reading.Show(node)} cannot be a topic level; use letters, digits, '.', '_' and '-', at most 64");
        }

        return node;
    }

    /// <summary>The host name, so that two machines with the default do not throw one another off the broker.</summary>
    private static string ThisMachine()
    {
        var name = new string([.. Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(64)]);
        return CameraId.IsValid(name) ? name : "posestream";
    }

    private ValueList<CameraPlan> ReadCameras(RefinementOptions refinement, IReadOnlyDictionary<string, ModelPreset> presets)
    {
        Dictionary<CameraId, string> seen = [];
        List<CameraPlan> cameras = [];
        foreach (var section in root.Sections("cameras"))
        {
            if (CameraPlanReader.Read(section, refinement, presets) is { } camera)
            {
                cameras.Add(camera);
                if (!seen.TryAdd(camera.Name, section.Path))
                {
                    section.Complain("name", $"\"{camera.Name}\" is the name of {seen[camera.Name]} too; give each camera its own");
                }
            }
        }

        return new ValueList<CameraPlan>(cameras);
    }
}
