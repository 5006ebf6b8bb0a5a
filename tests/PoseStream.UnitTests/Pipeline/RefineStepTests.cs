using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>What a camera is told to send of how people move, and nothing else, is in its messages.</summary>
public sealed class RefineStepTests
{
    private const int Frames = 40;

    [Fact]
    public async Task Run_AsShipped_SendsAnglesOnly()
    {
        var person = await LastPersonAsync(RefinementOptions.Default, new KinematicsOptions());
        Assert.NotEmpty(person.Motion!.Angles);
        Assert.Equal(0.04, person.Motion.Delay.TotalSeconds, 1e-3);
        Assert.Null(person.Motion.RawRoot_m);
        Assert.Empty(person.Motion.Segments);
        Assert.All(person.Joints, joint => Assert.Null(joint.RawPosition_m ?? joint.Velocity_mps));
    }

    [Fact]
    public async Task Run_EverythingAskedFor_SendsRawRefinedAndMotion()
    {
        var refinement = RefinementOptions.Default with { Method = RefinementMethod.FixedLag, PublishRaw = true, HoldBoneLengths = true };
        var person = await LastPersonAsync(refinement, new KinematicsOptions(Angles: false, SegmentLengths: true, Velocities: true));
        Assert.InRange(person.Motion!.Delay.TotalSeconds, 0.001, 1);
        Assert.NotNull(person.Motion.RawRoot_m);
        Assert.Empty(person.Motion.Angles);
        Assert.NotEmpty(person.Motion.Segments);
        Assert.All(person.Joints, joint =>
        {
            Assert.NotNull(joint.RawPosition_m);
            Assert.NotNull(joint.Position_m);
            // The fake person does not move.
            Assert.InRange(joint.Velocity_mps!.Value.Length(), 0, 0.01f);
            Assert.InRange((joint.RawPosition_m.Value - joint.Position_m.Value).Length(), 0, 0.01f);
        });
    }

    [Fact]
    public async Task Run_NetworkThatSaysHowSureItIs_TellsTheErrorOfEveryJointButTheRoot()
    {
        var person = await LastPersonAsync(RefinementOptions.Default, new KinematicsOptions(), UnsureNetwork());
        Assert.All(person.Joints, joint => AssertSigma(joint, person));
    }

    [Fact]
    public async Task Run_SequenceNetworkThatIsSteadier_LeavesTheErrorAsThePoseNetworkToldIt()
    {
        var steadier = new FakeTemporalModel(window: 3, delay: 0)
        {
            Behaviour = static (window, result) =>
            {
                for (var j = 0; j < result.Joints.Length; j++)
                {
                    var joint = window[window.Target].Joints[j];
                    result.Joints[j] = joint with { PixelSigma = joint.PixelSigma / 5, DepthSigma_m = joint.DepthSigma_m / 5 };
                }
            },
        };
        var person = await LastPersonAsync(RefinementOptions.Default, new KinematicsOptions(), UnsureNetwork(), steadier);
        Assert.All(person.Joints, joint => AssertSigma(joint, person));
    }

    [Fact]
    public async Task Run_LastNetworkThatDoesNotSayHowSureItIs_TellsNothing()
    {
        var silent = new FakeTemporalModel(window: 3, delay: 0)
        {
            Behaviour = static (window, result) =>
            {
                for (var j = 0; j < result.Joints.Length; j++)
                {
                    result.Joints[j] = window[window.Target].Joints[j] with { PixelSigma = float.NaN, DepthSigma_m = float.NaN };
                }
            },
        };
        var person = await LastPersonAsync(RefinementOptions.Default, new KinematicsOptions(), UnsureNetwork(), silent);
        Assert.NotEmpty(person.Joints);
        Assert.All(person.Joints, joint => Assert.Equal(PointSigma.Unknown, joint.Sigma));
    }

    [Theory]
    [InlineData(RefinementMethod.Exponential, true)]
    [InlineData(RefinementMethod.OneEuro, true)]
    [InlineData(RefinementMethod.FixedLag, false)]
    public async Task Run_FilterThatLagsBehindAWalker_IsLessSureByThat(RefinementMethod method, bool lags)
    {
        var (raw, refined) = (await WalkerAsync(RefinementMethod.None), await WalkerAsync(method));
        var off_m = refined.Root!.Value.Position_m - refined.Root_m!.Value;

        Assert.True(off_m.Length() > 0.02f);
        Assert.Equal(raw.Root!.Value.Covariance_m2.Xx + (lags ? off_m.X * off_m.X : 0), refined.Root.Value.Covariance_m2.Xx, 1e-6f);
        Assert.Equal(raw.Root.Value.Covariance_m2.Xz + (lags ? off_m.X * off_m.Z : 0), refined.Root.Value.Covariance_m2.Xz, 1e-6f);
    }

    private static Task<PersonPose> WalkerAsync(RefinementMethod method) => LastPersonAsync(
        RefinementOptions.Default with { Method = method },
        new KinematicsOptions(),
        detector: new() { Behaviour = static (frame, found) => found.Add(PipelineHarness.Person(100 + (8 * frame.Stamp.Sequence))) });

    private static FakePoseModel UnsureNetwork() => new()
    {
        Behaviour = static (crop, estimate) =>
        {
            SyntheticPerson.Standing.SeenIn(crop, estimate);
            foreach (ref var joint in estimate.Joints)
            {
                joint = joint with { PixelSigma = 4, DepthSigma_m = 0.1f };
            }
        },
    };

    private static void AssertSigma(PublishedJoint joint, PersonPose person)
    {
        // Spreads are wider than errors; how much so was measured.
        var metresPerPixel = person.Root_m!.Value.Z / (320 / MathF.Tan(MathF.PI / 6));
        var expected = Halpe26.Skeleton.Joints[joint.Index].Name == "pelvis" ? PointSigma.Unknown : new PointSigma(0.58f * 4 * metresPerPixel, 0.73f * 0.1f);
        Assert.Equal(expected.Lateral_m, joint.Sigma!.Value.Lateral_m, 1e-4f);
        Assert.Equal(expected.Depth_m, joint.Sigma.Value.Depth_m, 1e-6f);
    }

    // What the network calls by the same name takes the place of what joints show; the rest still follows from them, and each says which.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_NetworkWithItsOwnAngles_TakesThemAndSaysSo(bool whole)
    {
        var network = new FakePoseModel
        {
            FeatureCount = D3keFeatures.Count,
            Body = D3keBody.Instance,
            Behaviour = static (crop, estimate) =>
            {
                SyntheticPerson.Standing.SeenIn(crop, estimate);
                FillFeatures(estimate);
            },
        };
        var person = await LastPersonAsync(RefinementOptions.Default with { Method = RefinementMethod.FixedLag }, new KinematicsOptions(Body: whole), network);
        var angles = person.Motion!.Angles.ToDictionary(angle => angle.Angle);
        Assert.Equal(new AngleValue(JointAngle.KneeAngleLeft, -0.5f, AngleSource.Network), angles[JointAngle.KneeAngleLeft]);
        Assert.Equal(AngleSource.Network, angles[JointAngle.PelvisTilt].Source);
        Assert.Equal(AngleSource.Joints, angles[JointAngle.ArmFlexionLeft].Source);
        Assert.Equal(15, person.Motion.Angles.Count(angle => angle.Source is AngleSource.Network));
        Assert.Equal(whole, person.Motion.Body is not null);
        if (person.Motion.Body is { } body)
        {
            // The smoother's delay is none of the network's.
            Assert.Equal(TimeSpan.Zero, person.Motion.BodyDelay);
            Assert.Equal((95, 65), (body.Coordinates.Count, body.Markers_m.Count));
            Assert.Equal(-0.5f, body.Coordinates[D3keBody.Instance.Coordinates.ToList().IndexOf("knee_angle_l")]);
        }
    }

    [Fact]
    public async Task Run_NetworkWithAnglesAndNoJoints_SendsTheAnglesOfSomebodyWithoutPlace()
    {
        var network = new FakePoseModel
        {
            FeatureCount = D3keFeatures.CountWithoutPoints,
            Body = D3keBody.Instance,
            Behaviour = static (_, estimate) =>
            {
                estimate.Score = 1;
                FillFeatures(estimate);
            },
        };
        var person = await LastPersonAsync(RefinementOptions.Default, new KinematicsOptions(), network);
        Assert.Empty(person.Joints);
        Assert.Null(person.Root_m);
        Assert.Equal(15, person.Motion!.Angles.Count);
        Assert.All(person.Motion.Angles, angle => Assert.Equal(AngleSource.Network, angle.Source));
    }

    private static void FillFeatures(PoseEstimate estimate)
    {
        var rest = D3keFeatures.WithoutPoints(estimate.Features);
        (rest[144], rest[148], rest[152]) = (1, 1, 1);
        rest[^D3keFeatures.AngleCount..][D3keAngles.IndexOf("knee_angle_l")] = -0.5f;
    }

    private static async Task<PersonPose> LastPersonAsync(
        RefinementOptions refinement, KinematicsOptions kinematics, FakePoseModel? network = null, FakeTemporalModel? sequence = null,
        FakeDetectorModel? detector = null)
    {
        using var shipped = new PipelineHarness();
        using var camera = new PipelineHarness
        {
            Plan = shipped.Plan with { Refinement = refinement, Kinematics = kinematics },
            PoseModel = network ?? new FakePoseModel(),
            Sequence = sequence,
            Detector = detector ?? new() { Behaviour = static (_, found) => found.Add(PipelineHarness.Person()) },
        };
        camera.Start(source =>
        {
            source.Frames(Frames);
            return ScriptedSource.EndOfFile;
        });
        await camera.EndAsync();
        return Assert.Single(camera.Published.Frames[^1].People);
    }
}
