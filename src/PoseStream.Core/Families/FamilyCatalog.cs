using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Families.Meshes;
using PoseStream.Core.Families.Reid;
using PoseStream.Core.Families.Roots;

namespace PoseStream.Core.Families;

/// <summary>All families, by name. A new family is one file and one line here.</summary>
public static class FamilyCatalog
{
    public static IReadOnlyList<IModelFamily> All { get; } =
    [
        new PoseStreamDetectorFamily(),
        new PoseStreamPoseFamily(),
        new PoseStreamTemporalFamily(),
        new RtmDetFamily(),
        new RtmDetRawFamily(),
        new YoloxFamily(),
        new YoloV3Family(),
        new YoloV3FlatFamily(),
        new YoloV3ZooFamily(),
        new YoloV8Family(),
        new YoloEndToEndFamily(),
        new NanoDetFamily(),
        new NanoDetPlusFamily(),
        new DetrFamily(),
        new RcnnFamily(),
        new MediaPipeDetectorFamily(),
        new ReidEmbeddingFamily(),
        new HeatmapFamily(),
        new SimccFamily(),
        new KeypointRcnnFamily(),
        new YoloV8PoseFamily(),
        new MoveNetFamily(),
        new MediaPipeLandmarksFamily(),
        new PoseNetFamily(),
        new PoseNetVolumeFamily(),
        new HemletsFamily(),
        new Rtmw3dFamily(),
        new RootNetFamily(),
        new RootNetGammaFamily(),
        new D3keFamily(),
        new D3keHeadFamily(),
        new D3keSequenceFamily(),
        new D3keSequenceHeadFamily(),
        new Pose2MeshFamily(),
        new VideoPose3DFamily(),
        new MotionBertFamily(),
        new PoseFormerV2Family(),
        new ModulatedGcnFamily(),
        new MartinezFamily(),
        new Pose2MeshPoseNetFamily(),
    ];

    /// <exception cref="ModelContractException">There is no such family, or it does another task.</exception>
    public static T Get<T>(ModelManifest manifest)
        where T : IModelFamily
    {
        var family = All.FirstOrDefault(f => f.Name == manifest.Family)
            ?? throw new ModelContractException($"model '{manifest.Id}': no family '{manifest.Family}'; there are {string.Join(", ", All.Select(f => f.Name))}");
        return family is T typed && ModelTasks.Of(family) == manifest.Task
            ? typed
            : throw new ModelContractException($"model '{manifest.Id}' is of family '{family.Name}', which cannot be used for this task");
    }
}
