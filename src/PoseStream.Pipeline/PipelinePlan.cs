using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline;

/// <summary>All that a camera's pipeline needs to know, checked before.</summary>
/// <param name="Lossless">Every frame is processed and the source waits: for files that are read, not watched.</param>
/// <param name="Buffers">Frames of this camera that may be in flight.</param>
/// <param name="Calibration">Null for a camera that nobody calibrated; <paramref name="HorizontalFieldOfView_deg"/> is assumed then.</param>
/// <param name="DetectEvery">The detector runs on every n-th frame at the latest, sooner while people move, come or are lost and it keeps up; between, tracks are predicted.</param>
/// <param name="CloseLooks">Whether the detector looks a second time, closer, where people hide one another or are far away.</param>
/// <param name="MaxPeople">Poses per frame; the likeliest people first.</param>
/// <param name="Restart">Whether the source is started again after it broke off; false for a file that is read once.</param>
/// <param name="Mesh">Whether surfaces are wanted, where there is a network for them.</param>
/// <param name="Loop">Whether a recording, of whatever address, is started again after its end.</param>
public sealed record PipelinePlan(
    CameraId Id,
    bool Lossless,
    int Buffers,
    CameraModel? Calibration,
    double HorizontalFieldOfView_deg,
    int DetectEvery,
    bool CloseLooks,
    int MaxPeople,
    TrackerOptions Tracking,
    RefinementOptions Refinement,
    KinematicsOptions Kinematics,
    bool Restart = true,
    bool Loop = false,
    bool Mesh = false);
