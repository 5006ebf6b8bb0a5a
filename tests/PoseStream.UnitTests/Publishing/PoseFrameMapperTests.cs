using Google.Protobuf.WellKnownTypes;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Publishing.Contracts;
using Xunit;
using V1 = PoseStream.V1;

namespace PoseStream.UnitTests.Publishing;

public sealed class PoseFrameMapperTests
{
    [Fact]
    public void Map_Frame_CarriesEveryField()
    {
        // Compared as a whole; a field that the contract gains and nobody fills is the next test's to find.
        var expected = new V1.PoseFrame
        {
            StreamId = "front",
            StreamEpoch = 3,
            Sequence = 41,
            CaptureTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)),
            ClockSource = V1.ClockSource.RtcpSr,
            CaptureTimeUncertainty = new Duration { Nanos = 2_500_000 },
            PublishTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 789, TimeSpan.Zero)),
            FrameId = "front/camera_optical",
            ImageWidthPx = 1280,
            ImageHeightPx = 720,
            People =
            {
                new V1.Person
                {
                    TrackId = 77,
                    State = V1.TrackState.Confirmed,
                    ExistenceProbability = 0.875f,
                    Box = new V1.BoundingBox { X1Px = 10.25f, Y1Px = 20.5f, X2Px = 110.75f, Y2Px = 220.125f },
                    RootPositionM = new V1.Vector3 { X = 0.5f, Y = -0.25f, Z = 3.125f },
                    Joints =
                    {
                        new V1.Joint
                        {
                            Id = 5,
                            PositionPx = new V1.Vector2 { X = 31.5f, Y = 42.25f },
                            PositionM = new V1.Vector3 { X = 0.75f, Y = -1.5f, Z = 3.5f },
                            Confidence = 0.625f,
                            Visibility = V1.Visibility.Occluded,
                            RawPositionM = new V1.Vector3 { X = 0.5625f, Y = -1.25f, Z = 3.75f },
                            VelocityMps = new V1.Vector3 { X = 0.1875f, Y = 0.4375f, Z = -0.3125f },
                            PositionSigmaLateralM = 0.02734375f,
                            PositionSigmaDepthM = 0.0546875f,
                        },
                    },
                    BodyHeightM = 1.8125f,
                    ReprojectionErrorPx = 2.375f,
                    RootVelocityMS = new V1.Vector3 { X = 1.25f, Y = 0.0625f, Z = -0.75f },
                    RootCovarianceM2 = new V1.Covariance3 { Xx = 0.011f, Xy = 0.012f, Xz = 0.013f, Yy = 0.014f, Yz = 0.015f, Zz = 0.016f },
                    RootSource = V1.RootSource.JointFit,
                    RootPredicted = true,
                    JointAngles = { new V1.JointAngle { Coordinate = V1.Coordinate.KneeAngleL, AngleRad = -1.0625f, Source = V1.AngleSource.Joints } },
                    SegmentLengths = { new V1.SegmentLength { JointId = 13, LengthM = 0.40625f, SpreadM = 0.03125f } },
                    RawRootPositionM = new V1.Vector3 { X = 0.53125f, Y = -0.28125f, Z = 3.0625f },
                    PositionDelay = new Duration { Nanos = 40_000_000 },
                },
            },
            Timings = new V1.StageTimings
            {
                QueueMs = 1.5f, DetectMs = 2.25f, TrackMs = 0.125f, PoseMs = 3.75f, LocateMs = 0.375f, RefineMs = 0.625f, TotalMs = 8.625f,
            },
            DroppedSinceLast = 6,
            ModelIds = { "detector", "pose" },
            SkeletonId = "halpe26@1",
            Intrinsics = new V1.CameraIntrinsics
            {
                FxPx = 901.5f, FyPx = 902.25f, CxPx = 639.75f, CyPx = 359.5f, Source = V1.IntrinsicsSource.Configured, LensModel = V1.LensModel.Perspective,
                DistortionCoefficients = { -0.25f, 0.0625f, 0.001953125f, -0.00390625f, 0.03125f, 0, 0, 0 }, FocalStandardError = 0.0625f,
            },
            CameraPose = new V1.CameraPose
            {
                Orientation = new V1.Quaternion { X = 0.5f, Y = -0.5f, Z = 0.5f, W = -0.5f }, PositionM = new V1.Vector3 { X = 1.25f, Y = -2.5f, Z = 4 }, HeightStandardErrorM = 0.125f,
            },
            CalibrationId = PoseFrameMapper.Map(PublishedPoses.Frame).CalibrationId,
        };
        Assert.Equal(expected, PoseFrameMapper.Map(PublishedPoses.Frame));
    }

    [Fact]
    public void Map_Frame_LeavesNoFieldOfTheContractEmpty()
    {
        var message = PoseFrameMapper.Map(PublishedPoses.Frame);
        Assert.Empty(EmptyFields.Of(message));
        Assert.Equal(["mesh"], EmptyFields.Of(message.People[0]));
        Assert.Empty(EmptyFields.Of(message.People[0].RootCovarianceM2));
        Assert.Empty(EmptyFields.Of(message.People[0].Joints[0]));
        Assert.Empty(EmptyFields.Of(message.People[0].JointAngles[0]));
        Assert.Empty(EmptyFields.Of(message.Timings));
        Assert.Empty(EmptyFields.Of(message.Intrinsics));
        Assert.Empty(EmptyFields.Of(message.CameraPose));
        Assert.Empty(EmptyFields.Of(message.CameraPose.Orientation));
    }

    [Fact]
    public void Map_Angle_IsItsNamesake()
    {
        foreach (var angle in System.Enum.GetValues<JointAngle>())
        {
            var motion = new PersonMotion(TimeSpan.Zero, null, [new AngleValue(angle, 1, AngleSource.Network)], []);
            var message = PoseFrameMapper.Map(PublishedPoses.With(PublishedPoses.Person with { Motion = motion })).People[0];
            var name = V1.PoseReflection.Descriptor.EnumTypes.Single(type => type.Name == "Coordinate").FindValueByNumber((int)message.JointAngles[0].Coordinate).Name;
            Assert.Equal($"COORDINATE_{JointAngleNames.Of(angle).ToUpperInvariant()}", name);
            Assert.Equal(V1.AngleSource.Network, message.JointAngles[0].Source);
            Assert.Null(message.PositionDelay);
        }
    }

    [Fact]
    public void Map_PersonWithoutPlace_LeavesThePlaceAbsent()
    {
        var joint = PublishedPoses.Person.Joints[0] with { Position_m = null };
        var person = PublishedPoses.Person with { Root_m = null, BodyHeight_m = null, ReprojectionError_px = null, Root = null, Joints = [joint] };
        var message = Assert.Single(PoseFrameMapper.Map(PublishedPoses.With(person)).People);
        Assert.Null(message.RootPositionM);
        Assert.Null(message.RootVelocityMS);
        Assert.Null(message.RootCovarianceM2);
        Assert.Equal(V1.RootSource.Unspecified, message.RootSource);
        Assert.False(message.HasBodyHeightM);
        Assert.False(message.HasReprojectionErrorPx);
        Assert.Null(Assert.Single(message.Joints).PositionM);
        Assert.NotNull(message.Joints[0].PositionPx);
    }

    [Fact]
    public void Map_JointOfWhichNoNetworkSaysHowSure_LeavesThatAbsent()
    {
        V1.Joint Of(PointSigma? sigma) => PoseFrameMapper.Map(PublishedPoses.With(
            PublishedPoses.Person with { Joints = [PublishedPoses.Person.Joints[0] with { Sigma = sigma }] })).People[0].Joints[0];

        Assert.All([Of(null), Of(PointSigma.Unknown)], joint => Assert.False(joint.HasPositionSigmaLateralM || joint.HasPositionSigmaDepthM));
        Assert.Equal((false, true), (Of(new PointSigma(float.NaN, 1)).HasPositionSigmaLateralM, Of(new PointSigma(float.NaN, 1)).HasPositionSigmaDepthM));
        Assert.True(Of(new PointSigma(0, float.NaN)).HasPositionSigmaLateralM);
    }

    [Fact]
    public void Map_PersonInTheOrigin_IsNotAbsent()
    {
        var person = PublishedPoses.Person with { Root_m = default(System.Numerics.Vector3), ReprojectionError_px = 0 };
        var message = Assert.Single(PoseFrameMapper.Map(PublishedPoses.With(person)).People);
        Assert.NotNull(message.RootPositionM);
        Assert.True(message.HasReprojectionErrorPx);
    }

    [Fact]
    public void Map_NobodyThere_HasNoPeople() => Assert.Empty(PoseFrameMapper.Map(PublishedPoses.Frame with { People = [] }).People);

    [Theory]
    [InlineData(TrackState.Tentative, V1.TrackState.Tentative)]
    [InlineData(TrackState.Confirmed, V1.TrackState.Confirmed)]
    [InlineData(TrackState.Lost, V1.TrackState.Lost)]
    [InlineData(TrackState.Ended, V1.TrackState.Ended)]
    public void Map_TrackState_IsItsNamesake(TrackState state, V1.TrackState expected) =>
        Assert.Equal(expected, PoseFrameMapper.Map(PublishedPoses.With(PublishedPoses.Person with { State = state })).People[0].State);

    [Theory]
    [InlineData(ClockSource.Unspecified, V1.ClockSource.Unspecified)]
    [InlineData(ClockSource.RtcpSenderReport, V1.ClockSource.RtcpSr)]
    [InlineData(ClockSource.CameraSei, V1.ClockSource.CameraSei)]
    [InlineData(ClockSource.Arrival, V1.ClockSource.Arrival)]
    [InlineData(ClockSource.FilePts, V1.ClockSource.FilePts)]
    public void Map_ClockSource_IsItsNamesake(ClockSource source, V1.ClockSource expected)
    {
        var stamp = PublishedPoses.Frame.Stamp;
        var frame = PublishedPoses.Frame with { Stamp = stamp with { Timing = stamp.Timing with { ClockSource = source } } };
        Assert.Equal(expected, PoseFrameMapper.Map(frame).ClockSource);
    }

    [Theory]
    [InlineData(IntrinsicsSource.Configured, V1.IntrinsicsSource.Configured)]
    [InlineData(IntrinsicsSource.AssumedFieldOfView, V1.IntrinsicsSource.AssumedFieldOfView)]
    [InlineData(IntrinsicsSource.EstimatedFromPeople, V1.IntrinsicsSource.EstimatedFromPeople)]
    public void Map_IntrinsicsSource_IsItsNamesake(IntrinsicsSource source, V1.IntrinsicsSource expected)
    {
        var frame = PublishedPoses.Frame with { Camera = PublishedPoses.Frame.Camera with { Source = source } };
        Assert.Equal(expected, PoseFrameMapper.Map(frame).Intrinsics.Source);
    }

    [Theory]
    [InlineData(RootSource.NetworkDepth, V1.RootSource.NetworkDepth)]
    [InlineData(RootSource.JointFit, V1.RootSource.JointFit)]
    [InlineData(RootSource.GroundContact, V1.RootSource.GroundContact)]
    public void Map_RootSource_IsItsNamesake(RootSource source, V1.RootSource expected)
    {
        var person = PublishedPoses.Person with { Root = PublishedPoses.Person.Root!.Value with { Source = source } };
        Assert.Equal(expected, PoseFrameMapper.Map(PublishedPoses.With(person)).People[0].RootSource);
    }

    [Theory]
    [InlineData(JointVisibility.Visible, V1.Visibility.Visible)]
    [InlineData(JointVisibility.Occluded, V1.Visibility.Occluded)]
    [InlineData(JointVisibility.OutOfFrame, V1.Visibility.OutOfFrame)]
    public void Map_Visibility_IsItsNamesake(JointVisibility visibility, V1.Visibility expected)
    {
        var person = PublishedPoses.Person with { Joints = [PublishedPoses.Person.Joints[0] with { Visibility = visibility }] };
        Assert.Equal(expected, PoseFrameMapper.Map(PublishedPoses.With(person)).People[0].Joints[0].Visibility);
    }

    [Fact]
    public void Map_EveryValueOfTheEnums_IsMapped()
    {
        // A value that is added to Core and forgotten in the mapper would be published as "unspecified".
        Assert.All(System.Enum.GetValues<TrackState>(), static state => Assert.NotEqual(
            V1.TrackState.Unspecified, PoseFrameMapper.Map(PublishedPoses.With(PublishedPoses.Person with { State = state })).People[0].State));
        Assert.All(System.Enum.GetValues<RootSource>(), static source => Assert.NotEqual(
            V1.RootSource.Unspecified,
            PoseFrameMapper.Map(PublishedPoses.With(
                PublishedPoses.Person with { Root = PublishedPoses.Person.Root!.Value with { Source = source } })).People[0].RootSource));
        Assert.All(System.Enum.GetValues<IntrinsicsSource>(), static source => Assert.NotEqual(
            V1.IntrinsicsSource.Unspecified,
            PoseFrameMapper.Map(PublishedPoses.Frame with { Camera = PublishedPoses.Frame.Camera with { Source = source } }).Intrinsics.Source));
        Assert.All(System.Enum.GetValues<JointVisibility>(), static visibility => Assert.NotEqual(
            V1.Visibility.Unspecified,
            PoseFrameMapper.Map(PublishedPoses.With(
                PublishedPoses.Person with { Joints = [PublishedPoses.Person.Joints[0] with { Visibility = visibility }] })).People[0].Joints[0].Visibility));
        Assert.All(System.Enum.GetValues<ClockSource>().Where(static source => source is not ClockSource.Unspecified), static source =>
        {
            var stamp = PublishedPoses.Frame.Stamp;
            var frame = PublishedPoses.Frame with { Stamp = stamp with { Timing = stamp.Timing with { ClockSource = source } } };
            Assert.NotEqual(V1.ClockSource.Unspecified, PoseFrameMapper.Map(frame).ClockSource);
        });
    }
}
