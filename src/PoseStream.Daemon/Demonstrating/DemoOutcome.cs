namespace PoseStream.Daemon.Demonstrating;

/// <summary>How a demo ended.</summary>
internal enum DemoOutcome
{
    /// <summary>It ran its time, poses were published, and no frame was lost without a reason.</summary>
    Good,

    /// <summary>Ended by the user; what there was until then was good.</summary>
    Interrupted,

    /// <summary>No pose was published, or a frame vanished.</summary>
    Bad,
}
