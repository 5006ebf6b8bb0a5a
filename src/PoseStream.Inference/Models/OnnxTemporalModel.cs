using PoseStream.Core.BodyModels;
using PoseStream.Core.Families.Lifters;
using PoseStream.Core.Ports;
using PoseStream.Core.Skeletons;

namespace PoseStream.Inference.Models;

internal sealed class OnnxTemporalModel(ModelSession session, ITemporalCodec codec) : ITemporalModel
{
    public ModelDescription Description => session.Description;

    public int MaxBatch => session.MaxBatch;

    public Skeleton Input => codec.Input;

    public Skeleton Output => codec.Output;

    public int FeatureCount => codec.FeatureCount;

    public int OutputFeatureCount => codec.OutputFeatureCount;

    public IBodyModel? Body => codec.Body;

    public int Window => codec.Window;

    public int Delay => codec.Delay;

    public ITemporalEstimator CreateWorker() => new OnnxTemporalEstimator(session, codec);

    public void Dispose() => session.Dispose();
}
