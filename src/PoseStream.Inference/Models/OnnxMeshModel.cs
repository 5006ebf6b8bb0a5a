using PoseStream.Core.Families.Meshes;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;

namespace PoseStream.Inference.Models;

internal sealed class OnnxMeshModel(ModelSession session, IMeshCodec codec) : IMeshModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public Skeleton Input => codec.Input;

    public MeshTopology Topology => codec.Topology;

    public int RegressedJoints => codec.RegressedJoints;

    public IMeshEstimator CreateWorker() => new OnnxMeshEstimator(session, codec);

    public void Dispose() => session.Dispose();
}
