using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Evaluating.Angles;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Exporting;
using PoseStream.TestKit;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>Where a camera's place is known, a person's angles and files do not change with how it hangs.</summary>
public sealed class CameraPipelineWorldTests : IDisposable
{
    private const int Frames = 40;
    private const float Tolerance_rad = 0.03f;
    private const float Tolerance_m = 0.05f;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<double, double, double> Mounts => new() { { 0, 0, 0 }, { 30, 0, 0 }, { 30, -10, 25 } };

    [Theory]
    [MemberData(nameof(Mounts))]
    public async Task Run_PlaceIsKnown_AnglesAndFilesAreThoseOfTheWorld(double pitch_deg, double roll_deg, double yaw_deg)
    {
        var camera = Camera(pitch_deg, roll_deg, yaw_deg);
        var person = await LastPersonAsync(camera, camera);
        AssertAngles(BowingPerson.Angles_rad, person);

        var trc = TrcReader.Read(FileOf(person, "trc"));
        var joints_m = trc.Frames[^1].People[0].Joints_m;
        for (var j = 0; j < joints_m.Length; j++)
        {
            var truth_m = OpenSimSpace.FromWorld(BowingPerson.World_m[j]);
            Assert.True(Vector3.Distance(truth_m, joints_m[j]) < Tolerance_m, $"{trc.Skeleton.Joints[j].Name} is at {joints_m[j]}, not {truth_m}");
        }

        var mot = MotReader.Read(FileOf(person, "mot"));
        foreach (var (name, value_deg) in mot.Names.Zip(mot.Rows[^1].Values_deg).Where(column => column.First.StartsWith("pelvis_", StringComparison.Ordinal)))
        {
            var truth_rad = BowingPerson.Angles_rad[JointAngleNames.All.ToList().IndexOf(name)];
            Assert.Equal(truth_rad, double.DegreesToRadians(value_deg), Tolerance_rad);
        }

        // BVH faces z with the left at x; the place stands first in a row, in centimetres.
        float[] place = [.. File.ReadLines(FileOf(person, "bvh")).Last().Split(' ').Take(3).Select(number => float.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        var pelvis = OpenSimSpace.FromWorld(BowingPerson.World_m[Halpe26.Skeleton.IndexOf("pelvis")]);
        Assert.True(Vector3.Distance(new Vector3(-pelvis.Z, pelvis.Y, pelvis.X), new Vector3(place) / 100) < Tolerance_m, string.Join(' ', place));
    }

    [Fact]
    public async Task Run_PlaceIsNotKnown_AnglesAndFilesAreThoseOfALevelCamera()
    {
        var camera = Camera(30, 0, 0);
        var person = await LastPersonAsync(camera, camera with { CameraToWorld = null });
        Vector3[] level_m = [.. BowingPerson.World_m.Select(camera.ToCamera).Select(joint => new Vector3(joint.Z, -joint.Y, joint.X))];
        AssertAngles(BowingPerson.AnglesOf(level_m), person);

        // That is far from the world's: nothing else here would tell one from the other.
        Assert.True(MathF.Abs(Of(person, JointAngle.PelvisTilt) - BowingPerson.Angles_rad[(int)JointAngle.PelvisTilt]) > 0.3f);
        var root = person.Root_m!.Value;
        var pelvis = TrcReader.Read(FileOf(person, "trc")).Frames[^1].People[0].Joints_m[Halpe26.Skeleton.IndexOf("pelvis")];
        Assert.True(Vector3.Distance(new Vector3(root.Z, -root.Y, root.X), pelvis) < 1e-4f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_NetworkWithItsOwnAngles_PelvisIsToldInTheSameGround(bool isPlaced)
    {
        var camera = Camera(30, 0, 0);
        var person = await LastPersonAsync(camera, isPlaced ? camera : camera with { CameraToWorld = null }, D3keBody.Instance, (_, estimate) =>
        {
            // Upright in the world, looking along its x: forward, up and right of the pelvis, in the camera's axes.
            var toCamera = camera.CameraToWorld!.Inverse();
            Vector3[] axes = [toCamera.Turn(Vector3.UnitX), toCamera.Turn(Vector3.UnitZ), toCamera.Turn(-Vector3.UnitY)];
            for (var i = 0; i < 9; i++)
            {
                D3keFeatures.WithoutPoints(estimate.Features)[D3keFeatures.Rotation - D3keFeatures.Scales + i] = axes[i % 3][i / 3];
            }
        });

        // A camera that looks down and believes itself level sees upright people lean: back, where they look away from it.
        Assert.Equal(isPlaced ? 0 : double.DegreesToRadians(30), Of(person, JointAngle.PelvisTilt), 1e-3);
        Assert.Equal(0, Of(person, JointAngle.PelvisList), 1e-3f);
        Assert.Equal(0, Of(person, JointAngle.PelvisRotation), 1e-3f);
        Assert.All(person.Motion!.Angles.Take(3), angle => Assert.Equal(AngleSource.Network, angle.Source));
        Assert.Equal(Of(person, JointAngle.PelvisTilt), person.Motion.Body!.Coordinates[0]);

        // The model's markers hang from the pelvis in the same axes.
        var markers = TrcReader.Read(FileOf(person, "markers.trc")).Frames[^1].People[0].Joints_m;
        var pelvis = TrcReader.Read(FileOf(person, "trc")).Frames[^1].People[0].Joints_m[Halpe26.Skeleton.IndexOf("pelvis")];
        Assert.True(Vector3.Distance(pelvis, markers[0]) < 1e-4f);
    }

    private static CameraModel Camera(double pitch_deg, double roll_deg, double yaw_deg)
    {
        var (yaw, lens) = (double.DegreesToRadians(yaw_deg), CameraModel.FromFieldOfView(new FrameGeometry(640, 480), 90) with { Source = IntrinsicsSource.Configured, FocalSigma = 0 });
        var turned = new CameraMount(1.5, double.DegreesToRadians(pitch_deg), double.DegreesToRadians(roll_deg), yaw).ToWorld();

        // Five metres from the person, who stands at the origin, whatever the heading.
        return lens with { CameraToWorld = new RigidTransform(turned.Rotation, turned.Translation_m - (5 * new Vector3((float)Math.Cos(yaw), (float)Math.Sin(yaw), 0))) };
    }

    private static float Of(PersonPose person, JointAngle angle) => person.Motion!.Angles.Single(value => value.Angle == angle).Value_rad;

    private static void AssertAngles(float[] expected_rad, PersonPose person)
    {
        foreach (var angle in Enum.GetValues<JointAngle>().Where(angle => float.IsFinite(expected_rad[(int)angle])))
        {
            Assert.True(Math.Abs(Math.IEEERemainder(expected_rad[(int)angle] - Of(person, angle), 2 * Math.PI)) < Tolerance_rad, $"{angle} is {Of(person, angle)}, not {expected_rad[(int)angle]}");
        }
    }

    private string FileOf(PersonPose person, string extension) => _folder.PathOf($"track-{person.Track.Value}.{extension}");

    private async Task<PersonPose> LastPersonAsync(CameraModel truth, CameraModel known, IBodyModel? body = null, Action<PoseCrop, PoseEstimate>? more = null)
    {
        using var shipped = new PipelineHarness();
        var box = BowingPerson.BoxSeenBy(truth);
        var see = BowingPerson.PoseSeenBy(truth);
        HashSet<ExportFormat> formats = [ExportFormat.Trc, ExportFormat.Mot, ExportFormat.Bvh];
        using var exports = new Exports(body is null ? formats : [.. formats, ExportFormat.Markers], _folder.Path, static () => Assert.Fail("the disk refused"));
        using var pipeline = new PipelineHarness
        {
            Plan = shipped.Plan with { Calibration = known, Kinematics = new KinematicsOptions(Body: body is not null) },
            Detector = new() { Behaviour = (_, found) => found.Add(box) },
            PoseModel = new()
            {
                Skeleton = Halpe26.Skeleton,
                FeatureCount = body is null ? 0 : D3keFeatures.Count,
                Body = body,
                Behaviour = (crop, estimate) =>
                {
                    see(crop, estimate);
                    more?.Invoke(crop, estimate);
                },
            },
            OtherPublishers = [.. exports.Publishers],
        };
        pipeline.Start(static session =>
        {
            session.Frames(Frames);
            return ScriptedSource.EndOfFile;
        });
        await pipeline.EndAsync();
        exports.Write();
        return Assert.Single(pipeline.Published.Frames[^1].People);
    }
}
