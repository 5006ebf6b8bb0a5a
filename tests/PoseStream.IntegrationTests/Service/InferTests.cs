using System.Text.Json;
using PoseStream.TestKit;
using PoseStream.V1;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Recordings, read by the program as a user would.</summary>
public sealed class InferTests(ITestOutputHelper log)
{
    // Halpe-26: shoulders and ankles.
    private static readonly int[] Ends = [5, 6, 15, 16];

    [SharedTheory("video", "models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    [InlineData("room-one-by-one", 1394, 6)]
    [InlineData("outdoor-sports2d", 230, 2)]
    [InlineData("two-people-sports2d", 54, 2)]
    public async Task Infer_RealVideo_AccountsForEveryFrameWithPlausiblePeople(string video, int frames, int people)
    {
        using var data = new TemporaryFolder();
        await using var program = PoseStreamProgram.Start(
            data, "infer", SharedMaterial.PathOf($"video/{video}.mp4"), "--out", data.PathOf("out"), "--preset", "rtmdet-mediapipe");
        var (exitCode, output, errors) = await program.EndAsync(TimeSpan.FromMinutes(5));
        Assert.True(exitCode == 0, string.Join('\n', errors));
        log.WriteLine(output);

        var read = (await File.ReadAllLinesAsync(data.PathOf("out/poses.jsonl"))).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.Equal(frames, read.Count);
        Assert.Equal(Enumerable.Range(0, frames).Select(i => (ulong)i), read.Select(frame => frame.Sequence));
        Assert.All(read, frame => Assert.Equal(0UL, frame.DroppedSinceLast));

        var sightings = read.SelectMany(frame => frame.People).Where(p => p.State is TrackState.Confirmed && p.RootPositionM is not null).ToList();
        var tracks = sightings.Where(IsWhollyVisible).GroupBy(person => person.TrackId).Where(track => track.Count() >= 10).ToList();
        // One more where somebody was lost and found again.
        Assert.InRange(tracks.Count, people, people + 1);
        foreach (var track in tracks)
        {
            var height = Median(track.Select(person => (double)person.BodyHeightM));
            var distance = Median(track.Select(person => (double)person.RootPositionM.Z));
            var variation = Variation([.. sightings.Where(person => person.TrackId == track.Key && person.HasBodyHeightM).Select(person => (double)person.BodyHeightM)]);
            log.WriteLine($"track {track.Key}: {track.Count()} frames wholly visible, stature {height:F2} m varying by {variation:P1}, distance {distance:F2} m");
            Assert.InRange(height, 1.4, 2.1);
            // As it is told, from the first time on.
            Assert.InRange(variation, 0, 0.05);
            Assert.InRange(distance, 1, 10);
        }
    }

    [SharedFact("video/two-people-sports2d.mp4", "models/yolox-nano-416.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    public async Task Infer_OtherPreset_UsesItsNetworks()
    {
        using var data = new TemporaryFolder();
        await using var program = PoseStreamProgram.Start(
            data, "infer", SharedMaterial.PathOf("video/two-people-sports2d.mp4"), "--out", data.PathOf("out"), "--preset", "yolox-mediapipe");
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
        var first = JsonDocument.Parse(File.ReadLines(data.PathOf("out/poses.jsonl")).First()).RootElement;
        Assert.Equal(["yolox-nano", "mediapipe-pose-landmark-lite"], first.GetProperty("modelIds").EnumerateArray().Select(id => id.GetString()));
    }

    [SharedTheory("video/two-people-sports2d.mp4", "models/mediapipe-pose-landmark-lite.onnx")]
    [InlineData("whole-image", 54)]
    [InlineData("boxes-file", 20)]
    public async Task Infer_BoxesGiven_NeedsNoDetector(string model, int frames)
    {
        using var data = new TemporaryFolder();
        var rows = Enumerable.Range(0, frames).Select(frame => new { image_id = frame, bbox = new[] { 100, 50, 200, 400 } });
        var boxes = model == "whole-image" ? model : data.Write("boxes.json", JsonSerializer.Serialize(rows));
        await using var program = PoseStreamProgram.Start(
            data, "infer", SharedMaterial.PathOf("video/two-people-sports2d.mp4"), "--out", data.PathOf("out"), "--boxes", boxes, "--preset", "rtmdet-mediapipe");
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));

        var read = File.ReadLines(data.PathOf("out/poses.jsonl")).Select(PoseFrame.Parser.ParseJson).ToList();
        Assert.All(read, frame => Assert.Equal([model, "mediapipe-pose-landmark-lite"], frame.ModelIds));
        var seen = read.Where(frame => frame.People.Any(person => person.State is TrackState.Tentative or TrackState.Confirmed)).ToList();
        Assert.Equal(Enumerable.Range(0, frames).Select(i => (ulong)i), seen.Select(frame => frame.Sequence));
        Assert.All(seen, frame => Assert.Single(frame.People));
    }

    [SharedFact("video/two-people-sports2d.mp4", "models/mediapipe-pose-landmark-lite.onnx")]
    public async Task Infer_BoxesThatAreNone_SaysSoInOneLine()
    {
        using var data = new TemporaryFolder();
        var boxes = data.Write("boxes.json", "[{ \"image_id\": 0 }]");
        await using var program = PoseStreamProgram.Start(
            data, "infer", SharedMaterial.PathOf("video/two-people-sports2d.mp4"), "--out", data.PathOf("out"), "--boxes", boxes);
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("boxes.json: [0].bbox: is no list of four numbers", Assert.Single(errors, line => line.StartsWith("posestream: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [SharedFact("video/room-one-by-one.mp4", "models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    public async Task Infer_TruncatedVideo_KeepsWhatItReadAndNeverAHalfResult()
    {
        using var data = new TemporaryFolder();
        var bytes = await File.ReadAllBytesAsync(SharedMaterial.PathOf("video/room-one-by-one.mp4"));
        var broken = data.Write("broken.mp4", bytes[..1000]);
        await using var program = PoseStreamProgram.Start(data, "infer", broken, "--out", data.PathOf("out"));
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("broken.mp4", Assert.Single(errors, line => line.StartsWith("posestream: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(File.Exists(data.PathOf("out/poses.jsonl")));
    }

    [SharedFact("video/two-people-sports2d.mp4", "models/rtmdet-nano.onnx", "models/mediapipe-pose-landmark-lite.onnx")]
    public async Task Infer_DiskFull_SaysSoInOneLineAndMakesNoResult()
    {
        using var data = new TemporaryFolder();
        Directory.CreateDirectory(data.PathOf("out"));
        File.CreateSymbolicLink(data.PathOf("out/poses.jsonl.part"), "/dev/full");
        await using var program = PoseStreamProgram.Start(data, "infer", SharedMaterial.PathOf("video/two-people-sports2d.mp4"), "--out", data.PathOf("out"));
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("poses.jsonl.part cannot be written to (the disk is full); it holds the first frames only", Assert.Single(errors, line => line.StartsWith("posestream: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(File.Exists(data.PathOf("out/poses.jsonl")));
    }

    [SharedFact("video/two-people-sports2d.mp4")]
    public async Task Infer_Export_WritesEveryFormatForEveryPerson()
    {
        using var data = new TemporaryFolder();
        await using var program = PoseStreamProgram.Start(
            data, "infer", SharedMaterial.PathOf("video/two-people-sports2d.mp4"), "--out", data.PathOf("out"), "--export", "trc,mot,bvh,coco");
        var (exitCode, output, errors) = await program.EndAsync();
        Assert.True(exitCode == 0, string.Join('\n', errors));

        var read = (await File.ReadAllLinesAsync(data.PathOf("out/poses.jsonl"))).Select(PoseFrame.Parser.ParseJson).ToList();
        var people = read.SelectMany(frame => frame.People).Where(p => p.State is TrackState.Confirmed && p.RootPositionM is not null)
            .GroupBy(person => person.TrackId).Where(track => track.Count() > 1).ToList();
        Assert.NotEmpty(people);
        Assert.All(people.SelectMany(track => track), person => Assert.NotEmpty(person.JointAngles));
        string[] expected = ["keypoints.json", "poses.jsonl", .. people.SelectMany(track => new[] { "trc", "mot", "bvh" }.Select(kind => $"track-{track.Key}.{kind}"))];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(data.PathOf("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(expected, name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    [SharedFact("video/two-people-sports2d.mp4")]
    public async Task Infer_ExportOfAMesh_IsRefusedBeforeAnythingIsRead()
    {
        using var data = new TemporaryFolder();
        await using var program = PoseStreamProgram.Start(
            data, "infer", SharedMaterial.PathOf("video/two-people-sports2d.mp4"), "--out", data.PathOf("out"), "--export", "obj");
        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("--export: obj", Assert.Single(errors, line => line.StartsWith("posestream: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.PathOf("out")));
    }

    private static bool IsWhollyVisible(Person person) =>
        person.HasBodyHeightM && Ends.All(id => person.Joints.Any(joint => joint.Id == id && joint.Visibility is Visibility.Visible));

    /// <summary>Standard deviation over mean.</summary>
    private static double Variation(List<double> values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2))) / values.Average();

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
