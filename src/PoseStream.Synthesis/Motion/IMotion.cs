using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>
/// How one body moves: a posture for every time. World as in <see cref="BodyPose"/>; a motion starts at the origin, facing +x, unless it follows a track
/// (<see cref="PlacedMotion"/> puts it elsewhere). Positions and velocities are continuous. Instances hold no state between calls and may be shared by threads.
/// </summary>
public interface IMotion
{
    /// <summary>The body that moves: limbs reach their targets with its lengths.</summary>
    BodyProportions Body { get; }

    /// <summary>Seconds until the motion has come to its end, where its last posture is held; positive infinity for one that goes on.</summary>
    double Duration_s { get; }

    /// <param name="t_s">Seconds since the motion began; before that, its first posture or what preceded it.</param>
    /// <param name="pose">Wholly overwritten.</param>
    void PoseAt(double t_s, BodyPose pose);
}
