using PoseStream.Core.Skeletons;
using PoseStream.Pipeline.Batching;
using PoseStream.Pipeline.Stages;

namespace PoseStream.Pipeline;

/// <summary>How what one network gives becomes what the next one reads.</summary>
public static class NetworkFit
{
    /// <summary>What does not fit, stage by stage: "lift: ...". Null where all does.</summary>
    public static string? ProblemOf(PipelineNetworks networks)
    {
        var (before, skeleton) = ("pose", networks.Pose.Skeleton);
        foreach (var (stage, network) in Temporal(networks))
        {
            if (JointMaps.Between(skeleton, network.Input, out var missing) is null)
            {
                return $"{stage}: '{network.Model.Id}' reads {network.Input.Name}, and {before} gives {skeleton.Name}, which lacks {missing}";
            }

            var features = before == "pose" ? networks.Pose.FeatureCount : networks.Lift!.OutputFeatureCount;
            if (network.FeatureCount > 0 && network.FeatureCount != features)
            {
                return $"{stage}: '{network.Model.Id}' reads {network.FeatureCount} features a frame, and {before} gives {(features == 0 ? "none" : features)}";
            }

            (before, skeleton) = (stage, network.Output);
        }

        if (networks.Mesh is { } mesh && JointMaps.Between(skeleton, mesh.Input, out var lacking) is null)
        {
            return $"mesh: '{mesh.Model.Id}' reads {mesh.Input.Name}, and {before} gives {skeleton.Name}, which lacks {lacking}";
        }

        return null;
    }

    internal static IReadOnlyList<TemporalStep> TemporalStepsOf(PipelineNetworks networks)
    {
        var skeleton = networks.Pose.Skeleton;
        var steps = new List<TemporalStep>();
        foreach (var (stage, network) in Temporal(networks))
        {
            steps.Add(new TemporalStep(network, MapOf(skeleton, network.Input), stage == "lift" ? static person => person.LiftJob! : static person => person.SequenceJob!));
            skeleton = network.Output;
        }

        return steps;
    }

    internal static MeshStep? MeshStepOf(PipelineNetworks networks, MeshWorkers? mesh)
    {
        var skeleton = (networks.Sequence ?? networks.Lift)?.Output ?? networks.Pose.Skeleton;
        return mesh is null ? null : new MeshStep(mesh, MapOf(skeleton, mesh.Input));
    }

    private static JointMap MapOf(Skeleton source, Skeleton target) => JointMaps.Between(source, target, out var missing)
        ?? throw new ArgumentException($"no map from skeleton '{source.Name}' to '{target.Name}': it lacks {missing}", nameof(source));

    private static IEnumerable<(string Stage, TemporalWorkers Network)> Temporal(PipelineNetworks networks)
    {
        if (networks.Lift is { } lift)
        {
            yield return ("lift", lift);
        }

        if (networks.Sequence is { } sequence)
        {
            yield return ("sequence", sequence);
        }
    }
}
