using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
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

    private readonly FramePool _pool = new(1);

    public BenchResult Time(IDetectorModel model, int batch)
    {
        using var lease = Picture();
        using var worker = model.CreateWorker();
        var frames = Enumerable.Repeat(lease.Frame, batch).ToArray();
        var results = frames.Select(_ => new DetectionList()).ToArray();
        return Time(model.Description, "detection", batch, () => worker.Detect(frames, results));
    }

    public BenchResult Time(IPoseModel model, int batch)
    {
        using var lease = Picture();
        using var worker = model.CreateWorker();
        var person = new BoundingBox(250, 60, 350, 330);
        var camera = CameraModel.FromFieldOfView(lease.Frame.Geometry, FieldOfView_deg);
        var crops = Enumerable.Repeat(new PoseCrop(lease.Frame, model.CropFor(person, camera)), batch).ToArray();
        var results = crops.Select(_ => new PoseEstimate(model.Skeleton.Count, model.FeatureCount)).ToArray();
        return Time(model.Description, "pose", batch, () => worker.Estimate(crops, results));
    }

    public void Dispose() => _pool.Dispose();

    private BenchResult Time(ModelDescription model, string task, int batch, Action run)
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
        return new BenchResult(model.Id, task, model.Provider, batch, median, runs[0], 1000 / median, runs.Count);
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
