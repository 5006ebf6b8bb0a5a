using System.Numerics;
using PoseStream.Core.Metrics;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Evaluating.Tracks;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

/// <summary>What 'infer' writes against what the renderer writes, through the files.</summary>
public sealed class PoseComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_PosesMoved_AbsoluteErrorIsTheMoveAndTheRestNothing()
    {
        var results = Compare(new SyntheticRecording { Offset_m = new Vector3(0.03f, 0, 0.04f) });
        Assert.Equal(0.05, Value(results, "MPJPE absolute"), 1e-5);
        Assert.Equal(0, Value(results, "MPJPE"), 1e-5);
        Assert.Equal(0.05, Value(results, "MRPE"), 1e-5);
        Assert.Equal(0.04, Value(results, "MRPE z"), 1e-5);
        Assert.Equal(1, Value(results, "3DPCK@150mm absolute"));
        Assert.Equal(0, Value(results, "angle MAE"), 0.01);
        Assert.Equal(1, Value(results, "PCK@.05 of box"));
        Assert.Equal(1, Value(results, "AP@.50"), 1e-12);
        Assert.Equal(0, Value(results, "MPJVE"), 1e-3);
        Assert.Equal(20 * 2 * 26, results.First(result => result.Name == "MPJPE absolute").Samples);
    }

    [Fact]
    public void Run_PersonNotFound_CountsInRecallAndPckAndNotInMpjpe()
    {
        var results = Compare(new SyntheticRecording { TrackOf = (frame, person) => person == 1 && frame % 2 == 0 ? null : 7 });
        Assert.Equal(0.75, Value(results, "recall@.50"), 1e-12);
        Assert.Equal(1, Value(results, "precision@.50"), 1e-12);
        Assert.Equal(0.75, Value(results, "3DPCK@150mm relative"), 1e-12);
        Assert.Equal(0, Value(results, "MPJPE absolute"), 1e-6);
    }

    [Fact]
    public void Run_PersonHardlySeen_IsLeftOutAndTheReaderIsTold()
    {
        var evaluation = Evaluate(new SyntheticRecording { TrackOf = (_, person) => person == 1 ? null : 7, VisibleShareOf = (_, person) => person == 1 ? 0.1f : 1 });
        Assert.Equal(1, Value(evaluation.Results, "recall@.50"));
        Assert.Contains(evaluation.Notes, note => note.StartsWith("20 truths are of people hardly seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_NamesThatAreNoNumbers_AreJoinedByOrder()
    {
        var evaluation = Evaluate(new SyntheticRecording { NameOf = frame => $"picture-{frame}.jpg" });
        Assert.Equal(0, Value(evaluation.Results, "MPJPE absolute"), 1e-6);
        Assert.Contains("joined by their order", evaluation.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingInCommon_NamesBothStarts()
    {
        using var other = new TemporaryFolder();
        var (poses, _) = new SyntheticRecording().Write(_folder);
        var (_, truth) = new SyntheticRecording { Frames = 5, NameOf = frame => $"a{frame}" }.Write(other);
        var failure = Assert.Throws<CommandFailedException>(() => Evaluate(poses, truth));
        Assert.Contains("none of its 20 frames is one of the 5", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"a0\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JointsLimbs_AreNamedInTheResult()
    {
        var (poses, truth) = new SyntheticRecording().Write(_folder);
        Assert.Equal("halpe26/limbs12", Evaluate(poses, truth, "limbs", "left_hip,right_hip").Results[0].Joints);
        Assert.Equal("mean(left_hip, right_hip)", Evaluate(poses, truth, "limbs", "left_hip,right_hip").Results[1].Root);
    }

    [Fact]
    public void Run_JointUnknown_NamesIt()
    {
        var (poses, truth) = new SyntheticRecording().Write(_folder);
        Assert.Contains("'tail'", Assert.Throws<CommandFailedException>(() => Evaluate(poses, truth, "nose,tail")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tracks_NumberChangesHalfway_IsOneSwitch()
    {
        var (poses, truth) = new SyntheticRecording { TrackOf = (frame, person) => person == 1 && frame >= 10 ? 99ul : (ulong)person + 7 }.Write(_folder);
        var results = TrackComparison.Run(poses, truth, 0.25, 0.5f).Results;
        Assert.Equal(1, Value(results, "id switches"));
        Assert.Equal(1 - (1 / 40.0), Value(results, "MOTA"), 1e-12);

        // 20 + 10 of 40 truths and 40 boxes.
        Assert.Equal(0.75, Value(results, "IDF1"), 1e-12);
    }

    [Theory]
    [InlineData("{\"picture\": \"1\", \"people\": [{\"identity\": 5}]}", "line 1: people[0]: has no \"visible_box_px\"")]
    [InlineData("{\"picture\": \"1\"}", "line 1: has no \"people\"")]
    [InlineData("{\"picture\": \"\\ud800\", \"people\": []}", "line 1: picture: holds half a character")]
    [InlineData("{\"other\": 1}", "line 1: is neither a PoseFrame")]
    [InlineData("{\"streamId\": \"a\", \"people\": 3}", "line 1: is no PoseFrame")]
    [InlineData("{\"streamId\": \"a\", \"skeletonId\": \"smpl24@1\"}", "line 1: skeletonId: \"smpl24@1\"")]
    [InlineData("{\"picture\": ", "line 1: not valid JSON")]
    [InlineData("", "has no line")]
    public void Read_BadLine_NamesFileLineAndField(string line, string complaint)
    {
        var file = _folder.Write("bad.jsonl", line);
        var failure = Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(file, 0.25));
        Assert.StartsWith($"{file}: {complaint}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Read_AbsentFolderOrUnknownEnding_SaysSo()
    {
        Assert.Contains("there is no such file", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(_folder.PathOf("x.jsonl"), 0)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.PathOf("y.jsonl"));
        Assert.Contains("is a folder", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(_folder.PathOf("y.jsonl"), 0)).Message, StringComparison.Ordinal);
        Assert.Contains(".trc", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(_folder.PathOf("x.c3d"), 0)).Message, StringComparison.Ordinal);
    }

    private static double Value(IReadOnlyList<MetricResult> results, string name) => results.First(result => result.Name == name).Value;

    private static Evaluation Evaluate(string poses, string truth, string joints = "all", string root = "pelvis")
    {
        var (found, known) = (PoseFileReader.Read(poses, 0.25), PoseFileReader.Read(truth, 0.25));
        return new PoseComparison(found, known, CommonJoints.Of(found, known, joints, root), 0.5f).Run();
    }

    private Evaluation Evaluate(SyntheticRecording recording)
    {
        var (poses, truth) = recording.Write(_folder);
        return Evaluate(poses, truth);
    }

    private IReadOnlyList<MetricResult> Compare(SyntheticRecording recording) => Evaluate(recording).Results;
}
