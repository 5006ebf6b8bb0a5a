using PoseStream.Core.Detections;

namespace PoseStream.Core.Families;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IDetectionDecoder
{
    /// <summary>Appends the people of batch item <paramref name="item"/>, model-input pixels, best first.</summary>
    void Decode(IModelOutputs outputs, int item, DetectionList results);
}
