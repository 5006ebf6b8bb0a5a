using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;

namespace PoseStream.Pipeline.Stages;

/// <summary>Where a network gives the coordinates of a body model itself, these take the place of what joints show. Scratch inside: one for each camera.</summary>
/// <param name="isWhole">Whether all of the model's coordinates and markers are wanted, for files.</param>
internal sealed class OwnAngles(IBodyModel body, bool isWhole)
{
    private readonly float[] _angles_rad = new float[JointAngleNames.Count];

    public void Tell(PoseEstimate pose, in OpenSimSpace space, MotionWork motion)
    {
        var toGround = space.CameraToGround * pose.FromCrop;
        body.ReadAngles(pose.Features, toGround, _angles_rad);
        for (var i = 0; i < _angles_rad.Length; i++)
        {
            if (float.IsFinite(_angles_rad[i]))
            {
                (motion.Angles_rad[i], motion.AngleSources[i]) = (_angles_rad[i], AngleSource.Network);
            }
        }

        motion.Body = body;
        if (isWhole)
        {
            motion.MakeRoom(body);
            body.ReadCoordinates(pose.Features, toGround, motion.Coordinates);
            body.ReadMarkers(pose.Features, toGround, motion.Markers_m);
        }
    }
}
