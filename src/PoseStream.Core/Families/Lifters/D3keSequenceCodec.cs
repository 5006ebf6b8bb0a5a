using PoseStream.Core.BodyModels;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>What D3KE's two kinds of networks over time have in common: what they read, and what becomes of the features that they give.</summary>
internal abstract class D3keSequenceCodec(D3keRow row) : ITemporalCodec
{
    public Skeleton Input => D3ke115.Skeleton;

    public Skeleton Output => D3ke115.Skeleton;

    public int FeatureCount => D3keFeatures.Count;

    public int OutputFeatureCount => D3keFeatures.Count;

    public IBodyModel Body => D3keBody.Instance;

    public int Window => Row.Window;

    public int Delay => Row.Delay;

    public IReadOnlyList<long> InputShape { get; } = [row.Window, D3keFeatures.Count];

    protected D3keRow Row { get; } = row;

    public void Encode(PoseWindow window, Span<float> input)
    {
        for (var i = 0; i < Window; i++)
        {
            window[i].Features.CopyTo(input[(i * D3keFeatures.Count)..]);
        }
    }

    public void Decode(IModelOutputs outputs, int item, PoseWindow window, PoseEstimate result)
    {
        var target = window[window.Target];
        Span<float> features = stackalloc float[D3keFeatures.Count];
        target.Features.CopyTo(features);
        if (!TryRead(outputs, item, features))
        {
            result.Clear();
            return;
        }

        // Pixels and sureness are the frame network's.
        target.Joints.CopyTo(result.Joints);
        D3kePose.FillMetres(features, target.FromCrop, result.Joints);
        for (var j = 0; j < result.Joints.Length; j++)
        {
            // Metres alone make nobody present: there is no pixel to put them at.
            if (!target.Joints[j].IsPresent)
            {
                result.Joints[j] = JointEstimate.Absent;
            }
        }

        (result.Score, result.MetresPerPixel, result.FromCrop) = (target.Score, target.MetresPerPixel, target.FromCrop);
        features[..result.Features.Length].CopyTo(result.Features);
    }

    /// <summary>Replaces what the network gives.</summary>
    /// <param name="features">The target frame's, in the axes of its crop.</param>
    /// <returns>False where something is no number.</returns>
    protected abstract bool TryRead(IModelOutputs outputs, int item, Span<float> features);
}
