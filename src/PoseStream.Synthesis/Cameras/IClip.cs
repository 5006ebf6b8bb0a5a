using PoseStream.Core.Video;

namespace PoseStream.Synthesis.Cameras;

/// <summary>Compressed pictures that can be played again and again. Immutable while it is played.</summary>
public interface IClip
{
    /// <summary>At least one.</summary>
    int Count { get; }

    /// <summary>From the first picture to the first of the next round, nanoseconds; more than the last picture's time.</summary>
    long Duration_ns { get; }

    /// <summary>For readers that have seen no picture yet.</summary>
    ParameterSets ParameterSets { get; }

    /// <summary>The first is a key frame at time zero; times increase.</summary>
    AccessUnit this[int index] { get; }
}
