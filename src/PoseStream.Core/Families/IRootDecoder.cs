using PoseStream.Core.Poses;

namespace PoseStream.Core.Families;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IRootDecoder
{
    /// <summary>The root of batch item <paramref name="item"/>: model-input pixels.</summary>
    RootEstimate Decode(IModelOutputs outputs, int item);
}
