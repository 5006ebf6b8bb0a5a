using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Batching;

/// <summary>One person's pose, whose surface is wanted.</summary>
public sealed class MeshJob(WorkTicket ticket, int jointCount, int vertexCount, int regressedJoints) : InferenceJob(ticket)
{
    /// <summary>Whether this frame gives a job.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Joints of the network.</summary>
    public PoseEstimate Pose { get; } = new(jointCount);

    public MeshEstimate Result { get; } = new(vertexCount, regressedJoints);
}
