using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Meshes;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Daemon.Models.Benching;

/// <summary>Times networks on a picture of rendered people, through the service's own path from frame to decoded result.</summary>
/// <param name="seconds">For each network and batch.</param>
internal sealed class NetworkBench(TimeProvider time, double seconds) : IDisposable
{
    private const int WarmUps = 3;
    private const int LeastRuns = 10;
    private const double FieldOfView_deg = 60;

    private static readonly BoundingBox Person = new(250, 60, 350, 330);

    private readonly FramePool _pool = new(1);

    public BenchResult Time(IDetectorModel model, int batch)
    {
        using var lease = Picture();
        using var worker = model.CreateWorker();
        var frames = Enumerable.Repeat(FrameRegion.FromFrame(lease.Frame), batch).ToArray();
        var results = frames.Select(_ => new DetectionList()).ToArray();
        return Time(model.Description, ModelTask.Detection, batch, () => worker.Detect(frames, results));
    }

    public BenchResult Time(IPoseModel model, int batch)
    {
        using var lease = Picture();
        using var worker = model.CreateWorker();
        var camera = CameraModel.FromFieldOfView(lease.Frame.Geometry, FieldOfView_deg);
        var crops = Enumerable.Repeat(new PoseCrop(lease.Frame, model.CropFor(Person, camera)), batch).ToArray();
        var results = crops.Select(_ => new PoseEstimate(model.Skeleton.Count, model.FeatureCount)).ToArray();
        return Time(model.Description, ModelTask.Pose, batch, () => worker.Estimate(crops, results));
    }

    public BenchResult Time(IReidModel model, int batch)
    {
        using var lease = Picture();
        using var worker = model.CreateWorker();
        var crops = Enumerable.Repeat(new PoseCrop(lease.Frame, model.CropFor(Person)), batch).ToArray();
        var results = crops.Select(_ => new Embedding(model.Space)).ToArray();
        return Time(model.Description, ModelTask.Reid, batch, () => worker.Estimate(crops, results));
    }

    public BenchResult Time(IRootModel model, int batch)
    {
        using var lease = Picture();
        using var worker = model.CreateWorker();
        var crops = Enumerable.Repeat(new PoseCrop(lease.Frame, model.CropFor(Person)), batch).ToArray();
        var results = new RootEstimate[batch];
        return Time(model.Description, ModelTask.Root, batch, () => worker.Estimate(crops, results));
    }

    /// <param name="task">Lift or sequence.</param>
    public BenchResult Time(ITemporalModel model, ModelTask task, int batch)
    {
        using var worker = model.CreateWorker();
        var window = new PoseWindow(model.Window, model.Delay, model.Input.Count, model.FeatureCount);
        for (var i = 0; i < model.Window; i++)
        {
            window.Add(Standing(model.Input, model.FeatureCount), TestSet.Geometry, MediaTime.FromSeconds(i / 15.0));
        }

        var windows = Enumerable.Repeat(window, batch).ToArray();
        var results = windows.Select(_ => new PoseEstimate(model.Output.Count, model.OutputFeatureCount)).ToArray();
        return Time(model.Description, task, batch, () => worker.Estimate(windows, results));
    }

    public BenchResult Time(IMeshModel model, int batch)
    {
        using var worker = model.CreateWorker();
        var poses = Enumerable.Repeat(Standing(model.Input, 0), batch).ToArray();
        var results = poses.Select(_ => new MeshEstimate(model.Topology.VertexCount, model.RegressedJoints)).ToArray();
        return Time(model.Description, ModelTask.Mesh, batch, () => worker.Estimate(poses, results));
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>Joints that lie about the person's box: what a network makes of them takes the same time whatever they are.</summary>
    private static PoseEstimate Standing(Skeleton skeleton, int features)
    {
        var pose = new PoseEstimate(skeleton.Count, features) { Score = 1 };
        for (var j = 0; j < skeleton.Count; j++)
        {
            var share = (float)j / skeleton.Count;
            var (sin, cos) = MathF.SinCos(MathF.Tau * share);
            pose.Joints[j] = new JointEstimate(
                Person.Center + new Vector2(cos * Person.Width, sin * Person.Height) / 2, new Vector3(cos / 3, sin / 1.2f, share / 10), 1, 1);
        }

        return pose;
    }

    private BenchResult Time(ModelDescription model, ModelTask task, int batch, Action run)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            run();
        }

        var runs = new List<double>();
        var start = time.GetTimestamp();
        while (runs.Count < LeastRuns || time.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var before = time.GetTimestamp();
            run();
            runs.Add(time.GetElapsedTime(before).TotalMilliseconds / batch);
        }

        runs.Sort();
        var median = runs[runs.Count / 2];
        return new BenchResult(model.Id, task.ToString().ToLowerInvariant(), model.Provider, batch, median, runs[0], 1000 / median, runs.Count);
    }

    private FrameLease Picture()
    {
        var picture = new Picture();
        new TestSet(SampleStyle.Scenes).Draw(1, picture);
        var lease = _pool.Rent(TestSet.Geometry, default, CancellationToken.None);
        PlanarYuv.Fill(lease.Frame, picture);
        return lease;
    }
}
