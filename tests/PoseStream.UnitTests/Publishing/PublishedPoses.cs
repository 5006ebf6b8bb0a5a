using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;

namespace PoseStream.UnitTests.Publishing;

/// <summary>A frame in which no two values are the same, so that one in another's field is seen.</summary>
internal static class PublishedPoses
{
    public static PersonPose Person { get; } = new(
        new TrackId(77), TrackState.Confirmed, 0.875f, new BoundingBox(10.25f, 20.5f, 110.75f, 220.125f), new Vector3(0.5f, -0.25f, 3.125f),
        [new PublishedJoint(5, new Vector2(31.5f, 42.25f), new Vector3(0.75f, -1.5f, 3.5f), 0.625f, JointVisibility.Occluded, new Vector3(0.5625f, -1.25f, 3.75f), new Vector3(0.1875f, 0.4375f, -0.3125f), new PointSigma(0.02734375f, 0.0546875f))],
        1.8125f, 2.375f,
        new RootState(
            new Vector3(0.5f, -0.25f, 3.125f), new Vector3(1.25f, 0.0625f, -0.75f), new Covariance3(0.011f, 0.012f, 0.013f, 0.014f, 0.015f, 0.016f),
            RootSource.JointFit, IsPredicted: true))
    {
        Motion = new PersonMotion(
            TimeSpan.FromMilliseconds(40), new Vector3(0.53125f, -0.28125f, 3.0625f), [new AngleValue(JointAngle.KneeAngleLeft, -1.0625f)], [new SegmentLength(13, 0.40625f, 0.03125f)]),
    };

    public static PoseFrame Frame { get; } = new(
        new FrameStamp(
            new CameraId("front"), new StreamEpoch(3), 41,
            new FrameTiming(
                MediaTime.FromSeconds(12.5), new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), ClockSource.RtcpSenderReport,
                TimeSpan.FromMilliseconds(2.5), 99)),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, 789, TimeSpan.Zero),
        new CameraModel(
            901.5, 902.25, 639.75, 359.5, new LensDistortion(-0.25, 0.0625, 0.001953125, -0.00390625, 0.03125), new FrameGeometry(1280, 720), IntrinsicsSource.Configured,
            new RigidTransform(new Quaternion(0.5f, -0.5f, 0.5f, -0.5f), new Vector3(1.25f, -2.5f, 4)))
        {
            FocalSigma = 0.0625, HeightSigma = 0.03125,
        },
        Halpe26.Skeleton,
        [Person],
        new StageTimings(
            TimeSpan.FromMicroseconds(1500), TimeSpan.FromMicroseconds(2250), TimeSpan.FromMicroseconds(125), TimeSpan.FromMicroseconds(3750),
            TimeSpan.FromMicroseconds(375), TimeSpan.FromMicroseconds(625), TimeSpan.FromMicroseconds(8625)),
        6,
        ["detector", "pose"]);

    public static PoseFrame With(params PersonPose[] people) => Frame with { People = people };
}
