using System.Numerics;
using Google.Protobuf.WellKnownTypes;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>From Core's frame to the published message: field by field, unit for unit.</summary>
public static class PoseFrameMapper
{
    public static V1.PoseFrame Map(PoseFrame frame)
    {
        var (stamp, camera) = (frame.Stamp, frame.Camera);
        var message = new V1.PoseFrame
        {
            StreamId = stamp.Camera.Value,
            StreamEpoch = stamp.Epoch.Value,
            Sequence = (ulong)stamp.Sequence,
            CaptureTime = Timestamp.FromDateTimeOffset(stamp.Timing.CaptureTime),
            ClockSource = Map(stamp.Timing.ClockSource),
            CaptureTimeUncertainty = Duration.FromTimeSpan(stamp.Timing.Uncertainty),
            PublishTime = Timestamp.FromDateTimeOffset(frame.PublishTime),
            FrameId = $"{stamp.Camera.Value}/camera_optical",
            ImageWidthPx = (uint)camera.Geometry.Width,
            ImageHeightPx = (uint)camera.Geometry.Height,
            Timings = Map(frame.Timings),
            DroppedSinceLast = (ulong)frame.DroppedSinceLast,
            SkeletonId = SkeletonMapper.IdOf(frame.Skeleton),
            Intrinsics = CameraMapper.Intrinsics(camera),
            CameraPose = CameraMapper.Pose(camera),
            CalibrationId = CameraMapper.Id(camera),
        };
        message.ModelIds.AddRange(frame.ModelIds);
        foreach (var person in frame.People)
        {
            message.People.Add(Map(person));
        }

        return message;
    }

    private static V1.ClockSource Map(ClockSource source) => source switch
    {
        ClockSource.RtcpSenderReport => V1.ClockSource.RtcpSr,
        ClockSource.CameraSei => V1.ClockSource.CameraSei,
        ClockSource.Arrival => V1.ClockSource.Arrival,
        ClockSource.FilePts => V1.ClockSource.FilePts,
        _ => V1.ClockSource.Unspecified,
    };

    private static V1.Person Map(PersonPose person)
    {
        var message = new V1.Person
        {
            TrackId = person.Track.Value,
            State = person.State switch
            {
                TrackState.Tentative => V1.TrackState.Tentative,
                TrackState.Confirmed => V1.TrackState.Confirmed,
                TrackState.Lost => V1.TrackState.Lost,
                TrackState.Ended => V1.TrackState.Ended,
                _ => V1.TrackState.Unspecified,
            },
            ExistenceProbability = person.ExistenceProbability,
            Box = new V1.BoundingBox { X1Px = person.Box.X1, Y1Px = person.Box.Y1, X2Px = person.Box.X2, Y2Px = person.Box.Y2 },
            RootPositionM = person.Root_m is { } root ? Map(root) : null,
        };
        if (person.Root is { } state)
        {
            message.RootVelocityMS = Map(state.Velocity_m_s);
            message.RootCovarianceM2 = Map(state.Covariance_m2);
            message.RootSource = Map(state.Source);
            message.RootPredicted = state.IsPredicted;
        }

        if (person.BodyHeight_m is { } height)
        {
            message.BodyHeightM = height;
        }

        if (person.ReprojectionError_px is { } error)
        {
            message.ReprojectionErrorPx = error;
        }

        foreach (var joint in person.Joints)
        {
            message.Joints.Add(Map(joint));
        }

        if (person.Motion is { } motion)
        {
            MotionMapper.Map(motion, message);
        }

        return message;
    }

    private static V1.Joint Map(in PublishedJoint joint)
    {
        var message = new V1.Joint
        {
            Id = (uint)joint.Index,
            PositionPx = new V1.Vector2 { X = joint.Pixel.X, Y = joint.Pixel.Y },
            PositionM = joint.Position_m is { } position ? Map(position) : null,
            Confidence = joint.Confidence,
            Visibility = joint.Visibility switch
            {
                JointVisibility.Visible => V1.Visibility.Visible,
                JointVisibility.Occluded => V1.Visibility.Occluded,
                JointVisibility.OutOfFrame => V1.Visibility.OutOfFrame,
                _ => V1.Visibility.Unspecified,
            },
            RawPositionM = joint.RawPosition_m is { } raw ? Map(raw) : null,
            VelocityMps = joint.Velocity_mps is { } velocity ? Map(velocity) : null,
        };
        if (joint.Sigma is { } sigma)
        {
            if (float.IsFinite(sigma.Lateral_m))
            {
                message.PositionSigmaLateralM = sigma.Lateral_m;
            }

            if (float.IsFinite(sigma.Depth_m))
            {
                message.PositionSigmaDepthM = sigma.Depth_m;
            }
        }

        return message;
    }

    private static V1.RootSource Map(RootSource source) => source switch
    {
        RootSource.NetworkDepth => V1.RootSource.NetworkDepth,
        RootSource.JointFit => V1.RootSource.JointFit,
        RootSource.GroundContact => V1.RootSource.GroundContact,
        _ => V1.RootSource.Unspecified,
    };

    private static V1.Covariance3 Map(in Covariance3 covariance) => new()
    {
        Xx = covariance.Xx, Xy = covariance.Xy, Xz = covariance.Xz, Yy = covariance.Yy, Yz = covariance.Yz, Zz = covariance.Zz,
    };

    private static V1.Vector3 Map(Vector3 point) => new() { X = point.X, Y = point.Y, Z = point.Z };

    private static V1.StageTimings Map(in StageTimings timings) => new()
    {
        QueueMs = (float)timings.Queue.TotalMilliseconds,
        DetectMs = (float)timings.Detect.TotalMilliseconds,
        TrackMs = (float)timings.Track.TotalMilliseconds,
        PoseMs = (float)timings.Pose.TotalMilliseconds,
        LocateMs = (float)timings.Locate.TotalMilliseconds,
        RefineMs = (float)timings.Refine.TotalMilliseconds,
        TotalMs = (float)timings.Total.TotalMilliseconds,
    };
}
