using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Meshes;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IMeshCodec
{
    Skeleton Input { get; }

    MeshTopology Topology { get; }

    /// <summary>Of the joints that the regressor gives; 0 where there is none.</summary>
    int RegressedJoints { get; }

    /// <summary>Without the batch: the input tensor's other dimensions, all known.</summary>
    IReadOnlyList<long> InputShape { get; }

    /// <summary>Whether the pose has all that the network reads; no surface is made of one that has not.</summary>
    bool CanEncode(PoseEstimate pose);

    /// <param name="pose">Frame pixels, and metres where a lifter gave them.</param>
    void Encode(PoseEstimate pose, Span<float> input);

    void Decode(IModelOutputs outputs, int item, MeshEstimate result);
}
