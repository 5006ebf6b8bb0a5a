using System.Numerics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline;
using PoseStream.Pipeline.Batching;
using PoseStream.TestKit;
using PoseStream.TestKit.Fakes;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>
/// Lifters whose weights cannot be had: small ones with their inputs, layers and outputs, made by Contracts/make_lifters.py, which also computes with torch and numpy where they put two
/// people who walk. From COCO's joints in pixels through the whole pipeline to camera space both must agree.
/// </summary>
public sealed class LifterTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "lifters.json"))).RootElement;
    private static readonly Vector2[][][] Walks = [.. Expected.GetProperty("people").EnumerateArray().Select(person => person.EnumerateArray()
        .Select(frame => frame.EnumerateArray().Select(joint => new Vector2(joint[0].GetSingle(), joint[1].GetSingle())).ToArray()).ToArray())];

    [Theory]
    [InlineData("videopose3d", "videopose3d", "h36m17", "poses", "positions", 4)]
    [InlineData("videopose3d-causal", "videopose3d", "h36m17", "poses", "positions", 0)]
    [InlineData("martinez", "martinez", null, "joints", "positions", 0)]
    [InlineData("pose2mesh-posenet", "pose2mesh-posenet", "coco19", "pose2d", "pose3d", 0)]
    [InlineData("motionbert", "motionbert", null, "poses", "positions", 4)]
    [InlineData("modulated-gcn", "modulated-gcn", null, "joints", "positions", 0)]
    [InlineData("poseformerv2", "poseformerv2", null, "poses", "positions", 4)]
    public async Task Lifter_TwoPeopleWhoWalk_PutsThemWhereTheReferenceDoes(string network, string family, string? skeleton, string input, string output, int delay)
    {
        var role = FamilyCatalog.All.First(known => known.Name == family).Roles[0];
        var manifest = TestModels.Manifest(
            network, ModelTask.Lift, family, InputSpec.None, TestModels.Build($"lifter-{network}.onnx", input, (role, output))) with
        {
            Skeleton = skeleton, Decode = network == "videopose3d-causal" ? new Dictionary<string, double> { ["causal"] = 1 } : new Dictionary<string, double>(),
        };
        using var model = OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], Path.Combine(Folder, $"lifter-{network}.onnx"), OnnxFixture.Cpu);
        Assert.Equal(delay, model.Delay);

        var frames = await RunAsync(model);
        var expected = Expected.GetProperty("networks").GetProperty(network);
        var first = expected.GetProperty("frame").GetInt32();
        Assert.All(frames.Take(first), static frame => Assert.All(frame.People, static person => Assert.Null(person.Root_m)));
        var people = frames[first].People.OrderBy(static person => person.Box.X1).ToArray();
        Assert.Equal(2, people.Length);
        var places = expected.GetProperty("people").EnumerateArray().ToArray();
        for (var p = 0; p < 2; p++)
        {
            Assert.Equal(delay / 25.0, people[p].Motion!.Delay.TotalSeconds, 1e-6);
            Assert.True(places[p].GetArrayLength() >= 16, "the fixture shows nothing");
            foreach (var place in places[p].EnumerateArray())
            {
                var joint = people[p].Joints.Single(joint => joint.Index == place[0].GetInt32());
                var found = joint.Position_m!.Value;
                var wanted = new Vector3(place[1].GetSingle(), place[2].GetSingle(), place[3].GetSingle());
                Assert.True(Vector3.Distance(wanted, found) < 1e-3f * wanted.Length(), $"{Halpe26.Skeleton.Joints[joint.Index].Name}: expected {wanted}, found {found}");
            }
        }
    }

    [Fact]
    public void Estimate_TwoPeopleInOneRun_SaysOfEachWhatItSaysOfThemAlone()
    {
        var manifest = TestModels.Manifest(
            "a", ModelTask.Lift, "poseformerv2", InputSpec.None, TestModels.Build("lifter-poseformerv2.onnx", "poses", ("positions", "positions")));
        var path = Path.Combine(Folder, "lifter-poseformerv2.onnx");
        using var one = OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], path, OnnxFixture.Cpu);
        using var two = OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], path, OnnxFixture.Cpu with { MaxBatch = 2, BatchOnCpu = true });
        Assert.Equal((1, 2, 2), (one.MaxBatch, two.MaxBatch, two.Description.MaxBatch));
        var windows = Walks.Select(walk =>
        {
            var window = new PoseWindow(one.Window, one.Delay, one.Input.Count, 0);
            foreach (var frame in walk)
            {
                var pose = new PoseEstimate(one.Input.Count);
                for (var j = 0; j < one.Input.Count; j++)
                {
                    pose.Joints[j] = JointEstimate.Absent with { Pixel = frame[j], Confidence = 1, Visibility = 1 };
                }

                window.Add(pose, new FrameGeometry(640, 480), default);
            }

            return window;
        }).ToArray();
        PoseEstimate[] together = [new(17), new(17)], alone = [new(17), new(17)];
        using var pair = two.CreateWorker();
        pair.Estimate(windows, together);
        using var single = one.CreateWorker();
        single.Estimate(windows.AsSpan(0, 1), alone.AsSpan(0, 1));
        single.Estimate(windows.AsSpan(1, 1), alone.AsSpan(1, 1));
        for (var p = 0; p < 2; p++)
        {
            for (var j = 0; j < 17; j++)
            {
                Assert.True(Vector3.Distance(alone[p].Joints[j].RootRelative_m, together[p].Joints[j].RootRelative_m) < 1e-5f);
            }
        }

        Assert.True(Vector3.Distance(alone[0].Joints[9].RootRelative_m, alone[1].Joints[9].RootRelative_m) > 1e-3f, "the fixture shows nothing");
    }

    [Fact]
    public void Lifter_OfAnotherFamily_IsRefusedWithBothShapes()
    {
        var manifest = TestModels.Manifest(
            "a", ModelTask.Lift, "martinez", InputSpec.None, TestModels.Build("lifter-videopose3d.onnx", "poses", ("positions", "positions")));
        var fault = Assert.Throws<ModelContractException>(
            () => OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], Path.Combine(Folder, "lifter-videopose3d.onnx"), OnnxFixture.Cpu));
        Assert.Contains("input poses Float32[1,9,17,2], expected Float32[?,34] or [?,17,2] or [?,1,17,2]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lifter_TakenForAnotherTask_IsRefused()
    {
        var manifest = TestModels.Manifest(
            "a", ModelTask.Sequence, "martinez", InputSpec.None, TestModels.Build("lifter-martinez.onnx", "joints", ("positions", "positions")));
        Assert.Contains(
            "cannot be used for this task",
            Assert.Throws<ModelContractException>(
                () => OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], Path.Combine(Folder, "lifter-martinez.onnx"), OnnxFixture.Cpu)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_TwoHundredRuns_AllocatesNothing()
    {
        var manifest = TestModels.Manifest(
            "a", ModelTask.Lift, "videopose3d", InputSpec.None, TestModels.Build("lifter-videopose3d.onnx", "poses", ("positions", "positions"))) with { Skeleton = "h36m17" };
        using var model = OnnxFixture.Loader().LoadTemporal(manifest, manifest.Builds[0], Path.Combine(Folder, "lifter-videopose3d.onnx"), OnnxFixture.Cpu);
        using var worker = model.CreateWorker();
        var window = new PoseWindow(model.Window, model.Delay, model.Input.Count, model.FeatureCount);
        var pose = new PoseEstimate(model.Input.Count);
        pose.Joints.Fill(JointEstimate.Absent with { Pixel = new Vector2(300, 200), Confidence = 1, Visibility = 1 });
        var result = new PoseEstimate(model.Output.Count);
        void Run()
        {
            window.Add(pose, new FrameGeometry(640, 480), default);
            worker.Estimate(new ReadOnlySpan<PoseWindow>(in window), new ReadOnlySpan<PoseEstimate>(in result));
        }

        for (var i = 0; i < 4; i++)
        {
            Run();
        }

        Assert.Equal(0, Allocation.Of(Run, 200));
        Assert.True(result.Joints[4].HasMetric);
    }

    private static async Task<IReadOnlyList<PoseFrame>> RunAsync(ITemporalModel model)
    {
        var published = new RecordingPublisher();
        var networks = new PipelineNetworks(
            new DetectWorkers(new FakeDetectorModel { Behaviour = Detect }, 1, TimeSpan.Zero, NullLogger<DetectWorkers>.Instance),
            new PoseWorkers(new FakePoseModel { Skeleton = Coco17.Skeleton, Behaviour = Look }, 1, TimeSpan.Zero, NullLogger<PoseWorkers>.Instance),
            Lift: new TemporalWorkers(model, 1, TimeSpan.Zero, NullLogger<TemporalWorkers>.Instance));
        var time = new ManualTimeProvider();
        var plan = new PipelinePlan(
            new CameraId("test"), Lossless: true, Buffers: 4, Calibration: null, HorizontalFieldOfView_deg: 60, DetectEvery: 1, CloseLooks: true, MaxPeople: 10, new TrackerOptions(),
            RefinementOptions.Default with { Method = RefinementMethod.None }, new KinematicsOptions(), Restart: false);
        var source = new ScriptedSource(time, static session =>
        {
            session.Frames(Walks[0].Length);
            return ScriptedSource.EndOfFile;
        });
        try
        {
            using var pipeline = new CameraPipeline(
                plan, source, networks, new PipelineServices([published], new TrackIdSequence(), time, new FixedRandom(0.5), NullLogger.Instance));
            await pipeline.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal((long)Walks[0].Length, pipeline.Ledger.Snapshot().Published);
        }
        finally
        {
            foreach (var network in networks.All)
            {
                ((IDisposable)network).Dispose();
            }
        }

        return published.Frames;
    }

    private static BoundingBox BoxOf(Vector2[] joints) => new(
        joints.Min(static joint => joint.X) - 10, joints.Min(static joint => joint.Y) - 20, joints.Max(static joint => joint.X) + 10, joints.Max(static joint => joint.Y) + 10);

    private static void Detect(Frame frame, DetectionList found)
    {
        foreach (var walk in Walks)
        {
            found.Add(new Detection(BoxOf(walk[frame.Stamp.Sequence]), 0.9f));
        }
    }

    private static void Look(PoseCrop crop, PoseEstimate estimate)
    {
        var center = crop.Transform.ToFrame(new Vector2(crop.Transform.InputWidth, crop.Transform.InputHeight) / 2);
        var joints = Walks.Select(walk => walk[crop.Frame.Stamp.Sequence]).MinBy(joints => Vector2.Distance(BoxOf(joints).Center, center))!;
        var sure = Expected.GetProperty("confidence").GetSingle();
        estimate.Score = 1;
        for (var j = 0; j < joints.Length; j++)
        {
            estimate.Joints[j] = JointEstimate.Absent with { Pixel = joints[j], Confidence = sure, Visibility = sure };
        }
    }
}
