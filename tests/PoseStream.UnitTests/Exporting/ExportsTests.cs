using System.Numerics;
using System.Text.Json;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Evaluating.Angles;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Exporting;
using PoseStream.Daemon.Hosting;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Motion.Bvh;
using PoseStream.TestKit;
using PoseStream.UnitTests.Meshes;
using PoseStream.UnitTests.Publishing;
using PoseStream.UnitTests.Refinement;
using Xunit;

namespace PoseStream.UnitTests.Exporting;

/// <summary>What is written is read back by readers that were written for others' files.</summary>
public sealed class ExportsTests : IDisposable
{
    private const int Frames = 60;
    private const double Late_s = 0.02;
    private static readonly SimulatedMotion Walk = SimulatedMotion.Make(Activity.Walk, 3, Frames);
    private static readonly SimulatedMotion Squat = SimulatedMotion.Make(Activity.Squat, 4, Frames);

    private static readonly CameraModel Unplaced = PublishedPoses.Frame.Camera with { CameraToWorld = null };
    private static readonly OpenSimSpace Level = OpenSimSpace.Of(Unplaced);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Trc_IsReadBackAsItWas()
    {
        Export(ExportFormat.Trc);
        var read = TrcReader.Read(_folder.PathOf("track-1.trc"));
        Assert.Equal(Halpe26.Skeleton.Joints.Select(joint => joint.Name), read.Skeleton.Joints.Select(joint => joint.Name));
        Assert.Equal(Frames, read.Frames.Count);
        for (var f = 0; f < Frames; f++)
        {
            Assert.Equal((f * SimulatedMotion.FrameTime_s) - Late_s, read.Frames[f].Time_s!.Value, 1e-5);
            Assert.Equal(f.ToString(System.Globalization.CultureInfo.InvariantCulture), read.Frames[f].Name);
            for (var j = 0; j < Halpe26.Skeleton.Count; j++)
            {
                var joint = Assert.Single(read.Frames[f].People).Joints_m[j];
                if (IsAbsent(f, j))
                {
                    Assert.False(float.IsFinite(joint.X));
                }
                else
                {
                    Assert.True(Vector3.Distance(Level.FromCamera(Walk.Truth_m[f][j]), joint) < 1e-4f, $"frame {f}, joint {j}");
                }
            }
        }

        Assert.True(File.Exists(_folder.PathOf("track-2.trc")));
    }

    [Fact]
    public void Write_Mot_HoldsTheAnglesThatJointsShow()
    {
        Export(ExportFormat.Mot);
        var read = MotReader.Read(_folder.PathOf("track-2.mot"));
        Assert.Equal(Frames, read.Rows.Count);
        Assert.Subset(JointAngleNames.All.ToHashSet(), read.Names.ToHashSet());
        Assert.Contains("knee_angle_r", read.Names);
        Assert.DoesNotContain("lumbar_extension", read.Names);
        var knee = read.Names.ToList().IndexOf("knee_angle_r");
        var angles = new float[JointAngleNames.Count];
        for (var f = 0; f < Frames; f++)
        {
            JointAngleSolver.Solve([.. Squat.Truth_m[f].Select(Level.FromCamera)], angles);
            Assert.Equal(float.RadiansToDegrees(angles[(int)JointAngle.KneeAngleRight]), read.Rows[f].Values_deg[knee], 0.01);
            Assert.All(read.Rows[f].Values_deg, value => Assert.True(double.IsFinite(value)));
        }

        // Somebody squats: knees bend far, and that is negative.
        Assert.InRange(read.Rows.Min(row => row.Values_deg[knee]), -160, -60);
    }

    [Fact]
    public void Write_Bvh_PutsEveryJointWhereItWas()
    {
        Export(ExportFormat.Bvh);
        var read = BvhFile.Load(_folder.PathOf("track-2.bvh"));
        Assert.Equal(Frames, read.FrameCount);
        Assert.Equal(SimulatedMotion.FrameTime_s, read.FrameTime_s, 1e-5);
        var (positions, turns) = (new Vector3[read.Nodes.Count], new Quaternion[read.Nodes.Count]);
        var compared = new[]
        {
            ("Hips", "pelvis"), ("Neck", "neck"), ("LeftArm", "left_shoulder"), ("LeftForeArm", "left_elbow"), ("LeftForeArm/end", "left_wrist"),
            ("RightArm", "right_shoulder"), ("RightForeArm", "right_elbow"), ("RightForeArm/end", "right_wrist"), ("LeftUpLeg", "left_hip"), ("LeftLeg", "left_knee"),
            ("LeftFoot", "left_ankle"), ("RightUpLeg", "right_hip"), ("RightLeg", "right_knee"), ("RightFoot", "right_ankle"), ("RightFoot/end", "right_big_toe"),
        };
        for (var f = 0; f < Frames; f++)
        {
            read.Solve(f, positions, turns);
            foreach (var (node, joint) in compared)
            {
                var truth = Level.FromCamera(Squat.Truth_m[f][Halpe26.Skeleton.IndexOf(joint)]);
                var found = positions[read.Nodes.ToList().FindIndex(other => other.Name == node)] / 100;
                Assert.True(Vector3.Distance(new Vector3(-truth.Z, truth.Y, truth.X), found) < 0.015f, $"frame {f}: {node} is at {found}");
            }
        }
    }

    [Fact]
    public void Write_Bvh_HoldsWhatIsNotSeen()
    {
        Export(ExportFormat.Bvh);
        var read = BvhFile.Load(_folder.PathOf("track-1.bvh"));
        var (first, second) = (read.Frame(FirstGone).ToArray(), read.Frame(FirstGone + 1).ToArray());
        var forearm = read.Nodes.Single(node => node.Name == "LeftForeArm").FirstChannel;
        Assert.Equal(first[forearm..(forearm + 3)], second[forearm..(forearm + 3)]);
        Assert.All(second, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Write_Coco_HasEveryConfirmedPersonOfEveryFrame()
    {
        Export(ExportFormat.Coco);
        using var read = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("keypoints.json")));
        Assert.Equal(2 * Frames, read.RootElement.GetArrayLength());
        foreach (var (result, i) in read.RootElement.EnumerateArray().Select((result, i) => (result, i)))
        {
            Assert.Equal(i / 2, result.GetProperty("image_id").GetInt32());
            Assert.Equal(1, result.GetProperty("category_id").GetInt32());
            Assert.Equal(0.875, result.GetProperty("score").GetDouble(), 1e-5);
            float[] keypoints = [.. result.GetProperty("keypoints").EnumerateArray().Select(number => number.GetSingle())];
            Assert.Equal(3 * 17, keypoints.Length);
            for (var j = 0; j < 17; j++)
            {
                float[] expected = i % 2 == 0 && IsAbsent(i / 2, j) ? [0, 0, 0] : [10 * j, i / 2, 0.5f];
                Assert.Equal(expected, keypoints[(3 * j)..((3 * j) + 3)]);
            }
        }
    }

    [Fact]
    public void Write_NobodyConfirmed_WritesNoTrack()
    {
        using var exports = new Exports(new HashSet<ExportFormat> { ExportFormat.Trc, ExportFormat.Coco }, _folder.Path, Fail);
        foreach (var publisher in exports.Publishers)
        {
            publisher.Publish(PublishedPoses.With(PublishedPoses.Person with { State = TrackState.Tentative }));
        }

        Assert.Equal([_folder.PathOf("keypoints.json")], exports.Write());
        Assert.Equal("[]", File.ReadAllText(_folder.PathOf("keypoints.json")));
    }

    [Theory]
    [InlineData("trc", true)]
    [InlineData("bvh,coco", true)]
    [InlineData("coco", false)]
    public void Write_PeopleTooShortlyInMetres_AreCountedWhereTracksAreWritten(string formats, bool told)
    {
        using var exports = new Exports(ExportFormats.Parse(formats), _folder.Path, Fail);
        foreach (var publisher in exports.Publishers)
        {
            publisher.Publish(PublishedPoses.With(PublishedPoses.Person with { Track = new TrackId(1) }));
            publisher.Publish(PublishedPoses.With(PublishedPoses.Person with { Track = new TrackId(2), Root_m = null }));
        }

        const string Line = "confirmed tracks without a file of their own, each with fewer than two poses in metres: 2";
        Assert.Equal(told, exports.Write().Contains(Line));
    }

    [Fact]
    public void Write_FolderIsAFile_IsOneClearLine()
    {
        using var exports = new Exports(new HashSet<ExportFormat> { ExportFormat.Coco }, _folder.Write("taken", "-"), Fail);
        var exception = Assert.Throws<CommandFailedException>(() => exports.Write());
        Assert.StartsWith("--export: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fbx", "--export: there is no 'fbx'; write a list of trc,mot,bvh,coco,markers,obj")]
    public void Parse_UnknownFormat_SaysWhatThereIs(string written, string expected) =>
        Assert.Equal(expected, Assert.Throws<CommandFailedException>(() => ExportFormats.Parse(written)).Message);

    [Fact]
    public void Parse_List_IsEachOnce()
    {
        Assert.Empty(ExportFormats.Parse(null));
        Assert.Equal([ExportFormat.Trc, ExportFormat.Bvh], ExportFormats.Parse("trc, bvh,trc").Order());
    }

    [Fact]
    public void TryFill_HolesAndFullTurns_AreMadeWhole()
    {
        double[] values = [double.NaN, 170, double.NaN, -170, double.NaN];
        Assert.True(AngleColumn.TryFill([0, 1, 2, 3, 4], values));
        Assert.Equal([170, 170, 180, 190, 190], values);
        Assert.False(AngleColumn.TryFill([0, 1], [double.NaN, double.NaN]));
    }

    private const int FirstGone = 20;

    /// <summary>The left wrist of the first person is away for a while.</summary>
    private static bool IsAbsent(int frame, int joint) => joint == 9 && frame is >= FirstGone and < FirstGone + 10;

    // Of networks that give the coordinates of a body model themselves (facts: model contracts §9.4): all of them, whatever joints show.
    [Fact]
    public void Write_MotOfANetworksOwnModel_HasAllItsCoordinates()
    {
        Export(ExportFormat.Mot, BodyAt);
        var read = MotReader.Read(_folder.PathOf("track-2.mot"));
        var lines = File.ReadAllLines(_folder.PathOf("track-2.mot"));
        Assert.Equal(["time", .. D3keBody.Instance.Coordinates], lines[6].Split('\t'));
        Assert.Contains("nColumns=96", lines);
        int Column(string name) => read.Names.ToList().IndexOf(name);
        for (var f = 0; f < Frames; f++)
        {
            var row = read.Rows[f].Values_deg;
            Assert.Equal(f, row[Column("knee_angle_l")], 1e-3);
            Assert.Equal(0, row[Column("elbow_y")]);
            var root = Level.FromCamera(Squat.Truth_m[f][SimulatedMotion.Pelvis]);

            // Metres are metres in the file, whatever unit angles are in; the reader leaves them out.
            double[] written = [.. lines[7 + f].Split('\t').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(root.X + 0.1, written[4], 1e-4);
            Assert.Equal(root.Y + 0.2, written[5], 1e-4);
        }
    }

    // A smoother is a frame late and no body is smoothed: each row has the coordinates of its own time.
    [Fact]
    public void Write_MotWhereASmootherIsLate_PutsCoordinatesBesidePositionsOfTheSameTime()
    {
        Export(ExportFormat.Mot, BodyAt, SimulatedMotion.FrameTime_s, bodyLate_s: 0);
        var read = MotReader.Read(_folder.PathOf("track-2.mot"));
        var knee = read.Names.ToList().IndexOf("knee_angle_l");
        Assert.Equal(Frames, read.Rows.Count);
        for (var f = 1; f < Frames; f++)
        {
            Assert.Equal(f - 1, read.Rows[f].Values_deg[knee], 1e-3);
        }
    }

    [Fact]
    public void Write_Markers_AreThoseOfTheNetworksOwnModel()
    {
        Export(ExportFormat.Markers, BodyAt);
        var read = TrcReader.Read(_folder.PathOf("track-2.markers.trc"));
        Assert.Equal(D3keBody.Instance.Markers, File.ReadAllLines(_folder.PathOf("track-2.markers.trc"))[3].Split('\t', StringSplitOptions.RemoveEmptyEntries)[2..]);
        var root = Level.FromCamera(Squat.Truth_m[5][SimulatedMotion.Pelvis]);
        Assert.True(Vector3.Distance(root + new Vector3(0, 0.01f * 7, 0), Assert.Single(read.Frames[5].People).Joints_m[7]) < 1e-4f);
    }

    [Fact]
    public void Write_MarkersOfNetworksThatHaveNone_WritesNothing()
    {
        Export(ExportFormat.Markers);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_Obj_IsAFileAFrameAndSaysWhatIsWrong()
    {
        var topology = new MeshTopology("icosahedron", 12, Icosahedron.Faces);
        using var exports = new Exports(new HashSet<ExportFormat> { ExportFormat.Obj }, _folder.Path, Fail);
        for (var f = 0; f < 3; f++)
        {
            var vertices = Icosahedron.Vertices(0.5f, new Vector3(1, 2, 3 + f));
            vertices[4] = f == 2 ? vertices[5] : vertices[4];
            var person = PublishedPoses.Person with { Track = new TrackId(7), State = TrackState.Confirmed, Mesh = new PersonMesh(topology, vertices, []) };
            foreach (var publisher in exports.Publishers)
            {
                publisher.Publish(PublishedPoses.With(person, PublishedPoses.Person with { State = TrackState.Tentative, Mesh = person.Mesh }) with
                {
                    Stamp = PublishedPoses.Frame.Stamp with { Sequence = 40 + f },
                });
            }
        }

        Assert.Contains("3 surfaces in ", Assert.Single(exports.Write()), StringComparison.Ordinal);
        Assert.Contains("1 of them with faults; first track 7 in frame 42: ", exports.Write()[0], StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder.PathOf("track-7.obj")).Length);
        var lines = File.ReadAllLines(Path.Combine(_folder.PathOf("track-7.obj"), "000041.obj"));
        Assert.Equal((12, 20), (lines.Count(line => line.StartsWith("v ", StringComparison.Ordinal)), lines.Count(line => line.StartsWith("f ", StringComparison.Ordinal))));
        var first = Icosahedron.Vertices(0.5f, new Vector3(1, 2, 4))[0];
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"v {first.X:F8} {first.Y:F8} {first.Z:F8}"), lines[0]);
        Assert.Equal("f 1/1 12/12 6/6", lines[12]);
    }

    [Fact]
    public void Publish_ObjWhereTheDiskRefuses_StopsAndSaysSo()
    {
        var failures = 0;
        using var exports = new Exports(new HashSet<ExportFormat> { ExportFormat.Obj }, _folder.Write("taken", "-"), () => failures++);
        var mesh = new PersonMesh(new MeshTopology("icosahedron", 12, Icosahedron.Faces), Icosahedron.Vertices(1, Vector3.Zero), []);
        foreach (var publisher in exports.Publishers.Concat(exports.Publishers))
        {
            publisher.Publish(PublishedPoses.With(PublishedPoses.Person with { State = TrackState.Confirmed, Mesh = mesh }));
        }

        Assert.Equal(1, failures);
        Assert.NotNull(exports.Fault);
        Assert.StartsWith("--export: ", Assert.Throws<CommandFailedException>(() => exports.Write()).Message, StringComparison.Ordinal);
    }

    private static void Fail() => Assert.Fail("the disk refused");

    private static BodyPosture BodyAt(int frame)
    {
        var (coordinates, markers) = (new float[95], new Vector3[65]);
        coordinates[D3keBody.Instance.Coordinates.ToList().IndexOf("knee_angle_l")] = float.DegreesToRadians(frame);
        (coordinates[3], coordinates[4]) = (0.1f, 0.2f);
        for (var i = 0; i < markers.Length; i++)
        {
            markers[i] = new Vector3(0, 0.01f * i, 0);
        }

        return new BodyPosture(D3keBody.Instance, coordinates, markers);
    }

    private void Export(ExportFormat format, Func<int, BodyPosture>? body = null, double late_s = Late_s, double bodyLate_s = Late_s)
    {
        using var exports = new Exports(new HashSet<ExportFormat> { format }, _folder.Path, Fail);
        for (var f = 0; f < Frames; f++)
        {
            var timing = PublishedPoses.Frame.Stamp.Timing with { MediaTime = MediaTime.FromSeconds(f * SimulatedMotion.FrameTime_s) };
            var frame = PublishedPoses.Frame with
            {
                Stamp = PublishedPoses.Frame.Stamp with { Sequence = f, Timing = timing },
                Camera = Unplaced,
                People = [PersonOf(1, Walk, f, MotionOf(f)), PersonOf(2, Squat, f, MotionOf(f))],
            };
            foreach (var publisher in exports.Publishers)
            {
                publisher.Publish(frame);
            }
        }

        Assert.All(exports.Write(), path => Assert.True(File.Exists(path)));

        PersonMotion MotionOf(int frame) => new(TimeSpan.FromSeconds(late_s), null, [], []) { Body = body?.Invoke(frame), BodyDelay = TimeSpan.FromSeconds(bodyLate_s) };
    }

    private static PersonPose PersonOf(ulong track, SimulatedMotion motion, int frame, PersonMotion movement) => PublishedPoses.Person with
    {
        Track = new TrackId(track),
        Root_m = motion.Truth_m[frame][SimulatedMotion.Pelvis],
        Joints = [.. motion.Truth_m[frame]
            .Select((position, j) => new PublishedJoint(j, new Vector2(10 * j, frame), position, 0.5f, JointVisibility.Visible))
            .Where(joint => track != 1 || !IsAbsent(frame, joint.Index))],
        Motion = movement,
    };
}
