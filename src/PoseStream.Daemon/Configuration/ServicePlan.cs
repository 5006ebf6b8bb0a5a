using Microsoft.Extensions.Logging;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;

namespace PoseStream.Daemon.Configuration;

/// <summary>Everything the service was told, validated, with absolute paths. Immutable; equal by value, lists included.</summary>
/// <param name="Node">This machine's level in MQTT topics.</param>
/// <param name="Refinement">Of cameras that have none of their own.</param>
/// <param name="ModelsFolder">Where model files are kept; it need not exist yet.</param>
public sealed record ServicePlan(
    string Node,
    ValueList<CameraPlan> Cameras,
    DetectorPlan Detector,
    PosePlan Pose,
    TrackingPlan Tracking,
    RefinementOptions Refinement,
    KinematicsOptions Kinematics,
    InferencePlan Inference,
    GrpcPlan Grpc,
    WebPlan Web,
    MqttPlan Mqtt,
    string ModelsFolder,
    LogLevel LogLevel)
{
    /// <summary>As it was named; <see cref="Detector"/> and <see cref="Pose"/> may name other networks for their stages.</summary>
    public ModelPreset Preset { get; init; } = ModelPreset.BuiltIn;

    /// <summary>Where that is kept which is learnt of cameras; it need not exist yet.</summary>
    public string CalibrationFolder { get; init; } = DataFolder.Of("calibration");

    /// <summary>What the cameras use, each once; what they would use where there is none yet.</summary>
    public IReadOnlyList<ModelPreset> Presets => Cameras.Count == 0 ? [ServicePreset] : [.. Cameras.Select(PresetOf).Distinct()];

    /// <summary>Of cameras that have none of their own, as the sections of detector and pose leave it.</summary>
    public ModelPreset ServicePreset => Preset with
    {
        Detector = Detector.Model,
        Pose = Pose.Model,
        PoseHasMetres = Pose.Model == Preset.Pose ? Preset.PoseHasMetres : null,
        // It knows the errors of the built-in pose network, and no other's.
        Sequence = Preset == ModelPreset.BuiltIn && Pose.Model != Preset.Pose ? null : Preset.Sequence,
    };

    public ModelPreset PresetOf(CameraPlan camera) => camera.Preset ?? ServicePreset;

    /// <summary>The same with other networks.</summary>
    public ServicePlan With(ModelPreset preset) => this with
    {
        Preset = preset, Detector = Detector with { Model = preset.Detector }, Pose = Pose with { Model = preset.Pose },
    };

    /// <summary>A start without a file: every key at its default, and these cameras.</summary>
    /// <param name="arguments">NAME=URL each; a relative path is taken from the current folder.</param>
    /// <param name="redact">Hides the credentials of an address; what it returns may be shown.</param>
    /// <exception cref="ConfigurationException">All errors at once; each names its argument.</exception>
    public static ServicePlan ForCameras(IReadOnlyList<string> arguments, Func<string, string> redact) =>
        new ServicePlanReader(redact).ReadArguments(arguments);
}
