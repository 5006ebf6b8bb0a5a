using PoseStream.Core.Frames;

namespace PoseStream.Core.Time;

/// <summary>A frame's identity and time; it goes with everything that is made of the frame.</summary>
/// <param name="Sequence">Counts decoded frames of the camera from 0 and never restarts while the service runs: a gap is a drop.</param>
public readonly record struct FrameStamp(CameraId Camera, StreamEpoch Epoch, long Sequence, FrameTiming Timing)
{
    public MediaTime MediaTime => Timing.MediaTime;
}
