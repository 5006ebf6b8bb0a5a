using PoseStream.Core.Locating;

namespace PoseStream.Pipeline.Stages;

/// <summary>What the locate step remembers of one person from frame to frame.</summary>
internal sealed class PersonPlace(RootEstimator root)
{
    public RootEstimator Root => root;

    public TrackedStature Stature { get; } = new();
}
