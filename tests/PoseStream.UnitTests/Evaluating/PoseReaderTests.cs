using System.Numerics;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

public sealed class PoseReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Truth_TimesOfPictures_AreReadWhereThereAreSome()
    {
        var (_, truth) = new SyntheticRecording { Frames = 4 }.Write(_folder);
        Assert.Equal([0, 0.04, 0.08, 0.12], PoseFileReader.Read(truth, 0, null, null).Frames.Select(frame => frame.Time_s));
        Assert.Null(Read("untimed.jsonl", """{"picture":"7","people":[]}""").Frames[0].Time_s);
    }

    [Fact]
    public void Trc_Millimetres_AreMetresUnderOurNames()
    {
        var recording = Read("a.trc", Trc("mm", "RShoulder\t\t\tLBigToe\t\t\tHip", "1\t0.0\t1000\t2000\t3000\t\t\t\t4\t5\t6", "2\t0.5\t0\t0\t0\t1\t1\t1"));
        Assert.Equal(["right_shoulder", "left_big_toe", "pelvis"], recording.Skeleton.Joints.Select(joint => joint.Name));
        var first = recording.Frames[0].People[0].Joints_m;
        Assert.Equal(new Vector3(1, 2, 3), first[0]);
        Assert.True(float.IsNaN(first[1].X));
        Assert.Equal(0.006f, first[2].Z, 1e-6f);
        Assert.Equal(("2", 0.5), (recording.Frames[1].Name, recording.Frames[1].Time_s));

        // A row that ends early has no more markers.
        Assert.True(float.IsNaN(recording.Frames[1].People[0].Joints_m[2].X));
    }

    [Theory]
    [InlineData("inch", "Neck", "1\t0\t1\t1\t1", "line 3: Units is \"inch\"")]
    [InlineData("m", "Neck", "1\t0\t1\tx\t1", "line 6, column 4: \"x\" is no number")]
    [InlineData("m", "Neck", "1\t\t1\t1\t1", "line 6: has no time")]
    [InlineData("m", "Neck\t\t\tneck", "1\t0\t1\t1\t1", "line 4: two markers are neck")]
    [InlineData("m", "Neck", "1\t0\t1\t1\t1\n1\t1\t1\t1\t1", "has frame 1 twice")]
    public void Trc_Bad_NamesFileAndLine(string units, string markers, string row, string complaint) =>
        Fails("a.trc", Trc(units, markers, row), complaint);

    [Fact]
    public void Trc_OtherText_SaysWhatItMustBe() => Fails("a.trc", "hello", "line 1: is no TRC file");

    [Theory]
    [InlineData("{\"2\": {\"1\": {\"10\": POSE, \"2\": POSE}}}", "2/1")]
    [InlineData("{\"11\": {\"2\": {\"1\": {\"10\": POSE, \"2\": POSE}}}}", "11/2/1")]
    public void Human36M_WithAndWithoutSubject_AreFramesInOrderOfNumber(string json, string sequence)
    {
        var recording = Read("joint_3d.json", json.Replace("POSE", Pose(17), StringComparison.Ordinal));
        Assert.Equal([(sequence, "2"), (sequence, "10")], recording.Frames.Select(frame => (frame.Sequence, frame.Name)));
        Assert.Equal(0.2, recording.Frames[1].Time_s);
        Assert.Equal(new Vector3(0.016f, 1, -2), recording.Frames[0].People[0].Joints_m[16]);
        Assert.Equal("right_wrist", recording.Skeleton.Joints[16].Name);
    }

    [Theory]
    [InlineData("{\"2\": {\"1\": {\"0\": [[1, 2, 3]]}}}", "2.1.0: has 1 joints; Human3.6M has 17")]
    [InlineData("{\"2\": {\"1\": {\"0\": [[1, 2]]}}}", "2.1.0[0]: has 2 numbers; there must be 3")]
    [InlineData("{\"2\": {\"1\": {\"0\": \"a\"}}}", "2.1.0: is a string; it must be a list")]
    [InlineData("{}", "has no frame")]
    public void Human36M_Bad_NamesFileAndField(string json, string complaint) => Fails("joint_3d.json", json, complaint);

    [Theory]
    [InlineData("[0, 1000, 4000]")]
    [InlineData("[4000, 0, 1000]")]
    public void Human36M_CameraByEitherMeaningOfT_SeesThePersonInFront(string t)
    {
        // The camera stands at x = 4 m, z = 1 m and looks back along x: right is y, down is -z, forward is -x. t is R·X + t, or the centre itself.
        _folder.Write("s_camera.json", $$$"""{"1": {"R": [[0, 1, 0], [0, 0, -1], [-1, 0, 0]], "t": {{{t}}}, "f": [1000, 1000], "c": [500, 500]}}""");
        var standing = $"[{string.Join(",", Enumerable.Range(0, 17).Select(i => $"[0, 200, {900 + i}]"))}]";
        var file = _folder.Write("s_joint_3d.json", $"{{\"2\": {{\"1\": {{\"0\": {standing}}}}}}}");
        var recording = PoseFileReader.Read(file, 0, camera: "1", sequence: "2/1");
        Assert.Equal(RecordingSpace.Camera, recording.Space);
        Assert.Equal(string.Empty, recording.Frames[0].Sequence);
        Assert.Equal(0, Vector3.Distance(new Vector3(0.2f, 0.1f, 4), recording.Frames[0].People[0].Joints_m[0]), 1e-5f);
    }

    [Fact]
    public void Human36M_CameraOrSequenceUnknown_ListsWhatThereIs()
    {
        _folder.Write("s_camera.json", """{"1": {"R": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "t": [90000, 0, 0], "f": [1, 1], "c": [500, 500]}}""");
        var file = _folder.Write("s_joint_3d.json", $"{{\"2\": {{\"1\": {{\"0\": {Pose(17)}}}}}}}");
        Assert.Contains("s_camera.json: has no \"7\"", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(file, 0, camera: "7")).Message, StringComparison.Ordinal);
        Assert.Contains("neither", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(file, 0, camera: "1")).Message, StringComparison.Ordinal);
        Assert.Contains("there are 2/1", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(file, 0, sequence: "9/9")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TrcAgainstJsonLines_OnlyWhatDoesNotDependOnTheRoom()
    {
        var skeleton = PoseStream.Core.Skeletons.Halpe26.Skeleton;
        var (poses, truth) = new SyntheticRecording { TrackOf = (_, person) => person == 0 ? 7 : null, VisibleShareOf = (_, person) => person == 0 ? 1 : 0 }.Write(_folder);
        var known = PoseFileReader.Read(truth, 0.25);
        var found = PoseFileReader.Read(poses, 0.25);
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitX, 1.2f);
        var rows = known.Frames.Select((frame, i) => string.Join('\t', (string[])
        [
            frame.Name, $"{i * 0.04}", .. frame.People[0].Joints_m.Select(joint => 1000 * Vector3.Transform(joint, turn)).SelectMany(p => new[] { $"{p.X}", $"{p.Y}", $"{p.Z}" }),
        ]));
        var room = Read("room.trc", Trc("mm", string.Join("\t\t\t", skeleton.Joints.Select(joint => joint.Name)), [.. rows]));

        var evaluation = new PoseComparison(found, room, CommonJoints.Of(found, room, "all", "pelvis"), 0.5f).Run();

        Assert.Equal(["PA-MPJPE rigid", "PA-MPJPE"], evaluation.Results.Where(result => result.Unit == "m").Select(result => result.Name));
        Assert.Equal(0, evaluation.Results[0].Value, 1e-4);
        Assert.Contains(evaluation.Notes, note => note.Contains("only figures after a rotation", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_SeveralPeopleWithoutBoxes_Refuses()
    {
        var (poses, _) = new SyntheticRecording().Write(_folder);
        var found = PoseFileReader.Read(poses, 0.25);
        var room = Read("room.trc", Trc("m", "Hip", "0\t0\t1\t1\t1"));
        var failure = Assert.Throws<CommandFailedException>(() => new PoseComparison(found, room, CommonJoints.Of(found, room, "all", "pelvis"), 0.5f).Run());
        Assert.Contains("several people", failure.Message, StringComparison.Ordinal);
    }

    private static string Pose(int joints) => $"[{string.Join(",", Enumerable.Range(0, joints).Select(i => $"[{i}, 1000, -2000.0]"))}]";

    private static string Trc(string units, string markers, params string[] rows) =>
        $"PathFileType\t4\t(X/Y/Z)\ta.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n25\t25\t1\t1\t{units}\nFrame#\tTime\t{markers}\n\t\tX1\tY1\tZ1\n{string.Join('\n', rows)}\n";

    private PoseRecording Read(string name, string text) => PoseFileReader.Read(_folder.Write(name, text), 0.25);

    private void Fails(string name, string text, string complaint)
    {
        var failure = Assert.Throws<CommandFailedException>(() => Read(name, text));
        Assert.StartsWith($"{_folder.PathOf(name)}: {complaint}", failure.Message, StringComparison.Ordinal);
    }
}
