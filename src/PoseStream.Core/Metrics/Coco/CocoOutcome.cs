namespace PoseStream.Core.Metrics.Coco;

/// <summary>What a result turned out to be.</summary>
internal enum CocoOutcome
{
    False,
    Hit,

    /// <summary>It met something that need not be found, or met nothing and is of another size than is asked for.</summary>
    NotCounted,
}
