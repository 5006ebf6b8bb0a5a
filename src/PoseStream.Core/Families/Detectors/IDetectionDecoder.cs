using PoseStream.Core.Detections;

namespace PoseStream.Core.Families.Detectors;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IDetectionDecoder
{
    /// <summary>Whether its boxes are regions about people, which a frame's edge must not cut: their middle would move.</summary>
    bool MayLeaveFrame => false;

    /// <summary>Appends the people of batch item <paramref name="item"/>, model-input pixels, best first.</summary>
    void Decode(IModelOutputs outputs, int item, DetectionList results);
}
