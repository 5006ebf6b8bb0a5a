namespace PoseStream.Core.Frames;

/// <summary>Why a decoded frame was not published. Each has a counter; decoded = published + the sum of these + in flight.</summary>
public enum DropReason
{
    /// <summary>No free buffer: every one of the camera's pool is in the pipeline.</summary>
    NoBuffer,

    /// <summary>A newer frame took its place before detection began.</summary>
    Superseded,

    /// <summary>Reading, converting or computing failed for this frame alone.</summary>
    ItemFault,

    /// <summary>The camera was stopped or restarted while the frame was on its way.</summary>
    Stopped,
}
