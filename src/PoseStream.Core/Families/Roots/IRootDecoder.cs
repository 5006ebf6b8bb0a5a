using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Roots;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IRootDecoder
{
    /// <summary>What the network's second input is told, f32 [N,1], the same for every crop; null where it has none.</summary>
    float? ScaleInput => null;

    /// <summary>The root of batch item <paramref name="item"/>: model-input pixels.</summary>
    RootEstimate Decode(IModelOutputs outputs, int item);
}
