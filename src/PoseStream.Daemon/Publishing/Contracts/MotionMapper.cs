using Google.Protobuf.WellKnownTypes;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>From a person's movement to the fields of the published person.</summary>
internal static class MotionMapper
{
    public static void Map(PersonMotion motion, V1.Person person)
    {
        foreach (var angle in motion.Angles)
        {
            // The message's list is Core's with "not known" in front.
            person.JointAngles.Add(new V1.JointAngle
            {
                Coordinate = (V1.Coordinate)((int)angle.Angle + 1),
                AngleRad = angle.Value_rad,
                Source = angle.Source is AngleSource.Network ? V1.AngleSource.Network : V1.AngleSource.Joints,
            });
        }

        foreach (var segment in motion.Segments)
        {
            person.SegmentLengths.Add(new V1.SegmentLength { JointId = (uint)segment.Joint, LengthM = segment.Mean_m, SpreadM = segment.Spread_m });
        }

        if (motion.RawRoot_m is { } raw)
        {
            person.RawRootPositionM = new V1.Vector3 { X = raw.X, Y = raw.Y, Z = raw.Z };
        }

        if (motion.Delay > TimeSpan.Zero)
        {
            person.PositionDelay = Duration.FromTimeSpan(motion.Delay);
        }
    }
}
