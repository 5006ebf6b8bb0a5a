using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Families.Meshes;
using PoseStream.Core.Families.Reid;
using PoseStream.Core.Families.Roots;

namespace PoseStream.Core.Families;

/// <summary>What follows from a network's task alone.</summary>
public static class ModelTasks
{
    /// <summary>Whether the network sees a picture, whole or a crop of it; else it reads poses.</summary>
    public static bool SeesPicture(this ModelTask task) => task is ModelTask.Detection or ModelTask.Reid or ModelTask.Pose or ModelTask.Root;

    /// <summary>The stage in which networks of a family stand.</summary>
    public static ModelTask Of(IModelFamily family) => family switch
    {
        IDetectionFamily => ModelTask.Detection,
        IReidFamily => ModelTask.Reid,
        IPoseFamily => ModelTask.Pose,
        IRootFamily => ModelTask.Root,
        ITemporalFamily temporal => temporal.Task,
        IMeshFamily => ModelTask.Mesh,
        _ => throw new ArgumentException($"family '{family.Name}' has no task", nameof(family)),
    };
}
