using System.Collections.Concurrent;
using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Cameras;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Clips;

/// <summary>Draws clips on all cores, reads the truth, and compresses what a camera would make of it.</summary>
public static class ClipRenderer
{
    // Pictures drawn before the next few are compressed: enough to keep all cores busy, few enough to lie in memory.
    private const int BatchPerCore = 8;

    /// <param name="progress">Told the number of pictures finished.</param>
    /// <exception cref="Core.Ports.VideoEncodingException"/>
    /// <exception cref="OperationCanceledException"/>
    public static RenderedClip Render(ClipScript script, ClipEncoder encoder, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var desks = new ConcurrentBag<Desk>();
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var batch = BatchPerCore * Environment.ProcessorCount;
        var planes = new byte[batch][];
        var truth = new PictureTruth[script.Count];
        var units = new List<AccessUnit>(script.Count);
        var done = 0;
        using var encoding = encoder.Open(script);
        for (var start = 0; start < script.Count; start += batch)
        {
            var first = start;
            Parallel.For(0, Math.Min(batch, script.Count - start), parallel, i =>
            {
                var desk = desks.TryTake(out var free) ? free : new Desk(script);
                planes[i] ??= new byte[PlaneLayout.For(script.Geometry).TotalBytes];
                truth[first + i] = desk.Draw(first + i, planes[i]);
                desks.Add(desk);
                progress?.Report(Interlocked.Increment(ref done));
            });
            for (var i = start; i < Math.Min(start + batch, script.Count); i++)
            {
                encoding.Encode(planes[i - start], new MediaTime(i * script.Interval_ns), units);
            }
        }

        encoding.Finish(units);
        return new RenderedClip(script.Name, new MemoryClip(units, script.Count * script.Interval_ns), truth);
    }

    /// <summary>What one thread needs to draw.</summary>
    private sealed class Desk(ClipScript script)
    {
        private static readonly SensorSettings Lens = new() { BlurAcross = 1, BlurDown = 1, Noise = 1.5f };

        private readonly Stage _stage = script.NewStage();
        private readonly SceneRenderer _renderer = new(new RenderOptions(SamplesPerSide: 2, ShadowSide: 384, KeepsWorld: true));
        private readonly Picture _picture = new();
        private readonly Sensor _sensor = new();

        public PictureTruth Draw(int index, Span<byte> planes)
        {
            var scene = _stage.At(index * script.Interval_ns * 1e-9);
            _renderer.Render(scene, _stage.View, _picture);
            var truth = TruthExtractor.Extract(scene, _stage.View, _picture);
            // Every picture has its own grain, the same on whichever thread it is drawn.
            _sensor.Apply(Lens, _picture.Rgb, _picture.Geometry, new Dice(script.Seed + (ulong)index));
            PlanarYuv.FromRgb(_picture.Rgb, _picture.Geometry, planes);
            return truth;
        }
    }
}
