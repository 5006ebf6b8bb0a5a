using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IPoseDecoder
{
    Skeleton Skeleton { get; }

    /// <summary>Fills <paramref name="result"/> with the person of batch item <paramref name="item"/>: model-input pixels, metres in the axes of the crop.</summary>
    void Decode(IModelOutputs outputs, int item, PoseEstimate result);
}
