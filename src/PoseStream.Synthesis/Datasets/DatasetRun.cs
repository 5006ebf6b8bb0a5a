using PoseStream.Synthesis.Motion.Bvh;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Renders samples on several threads and writes them as arrays, in order.</summary>
public static class DatasetRun
{
    private const int Block = 64;
    private const int Channels = 3;

    // Recordings whose skeletons are twisted: their postures are not human.
    private static readonly string[] Broken = ["05_06", "jesse_dance"];

    /// <summary>images.npy (samples x height x width x 3, bytes) and boxes.npy (samples x 16 x 5): see <see cref="SceneSample"/>.</summary>
    /// <param name="progress">Samples done.</param>
    /// <exception cref="DatasetException">The disk has no room, or the motions cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">As before, for want of permission.</exception>
    public static void WriteScenes(DatasetOptions options, IProgress<int>? progress, CancellationToken cancellation) => Guarded(options, 1, () =>
    {
        var clips = Clips(options);
        var (width, height) = (options.Input.Width, options.Input.Height);
        using var images = NpyWriter.Bytes(Path.Combine(options.Folder, "images.npy"), options.Count, height, width, Channels);
        using var boxes = NpyWriter.Floats(Path.Combine(options.Folder, "boxes.npy"), options.Count, SceneSample.MaximumBoxes, SceneSample.Columns);
        Render(
            options,
            () => new SceneSampler(new Cast(options.Style, clips), options.Style).Make,
            () => new SceneSample(width, height),
            sample =>
            {
                images.Write(sample.Rgb);
                boxes.Write(sample.Boxes);
            },
            progress,
            cancellation);
        boxes.Commit();
        images.Commit();
    });

    /// <summary>images.npy (samples x height x width x 3, bytes), joints.npy (samples x 26 x 7) and cameras.npy (samples x 4): see <see cref="CropSample"/>.</summary>
    /// <inheritdoc cref="WriteScenes"/>
    public static void WriteCrops(DatasetOptions options, IProgress<int>? progress, CancellationToken cancellation) => Guarded(options, 1, () =>
    {
        var clips = Clips(options);
        using var arrays = new CropArrays(options);
        Render(
            options,
            () => new CropSampler(new Cast(options.Style, clips), options.Style).Make,
            () => new CropSample(options.Input.Width, options.Input.Height),
            arrays.Write,
            progress,
            cancellation);
        arrays.Commit();
    });

    /// <summary>
    /// images.npy (samples x frames x height x width x 3, bytes), joints.npy (samples x frames x 26 x 7), cameras.npy (samples x frames x 4) and moments.npy (samples x frames x 2):
    /// see <see cref="SequenceSample"/> and <see cref="CropSample"/>.
    /// </summary>
    /// <inheritdoc cref="WriteScenes"/>
    public static void WriteSequences(DatasetOptions options, IProgress<int>? progress, CancellationToken cancellation) => Guarded(options, SequenceSample.Length, () =>
    {
        var clips = Clips(options);
        using var arrays = new CropArrays(options, SequenceSample.Length);
        using var moments = NpyWriter.Floats(Path.Combine(options.Folder, "moments.npy"), options.Count, SequenceSample.Length, SequenceSample.Columns);
        Render(
            options,
            () => new SequenceSampler(new Cast(options.Style, clips), options.Style).Make,
            () => new SequenceSample(options.Input.Width, options.Input.Height),
            sample =>
            {
                foreach (var frame in sample.Frames)
                {
                    arrays.Write(frame);
                }

                moments.Write(sample.Moments);
            },
            progress,
            cancellation);
        moments.Commit();
        arrays.Commit();
    });

    private static void Render<TSample>(
        DatasetOptions options, Func<Action<ulong, TSample>> newSampler, Func<TSample> newSample, Action<TSample> write, IProgress<int>? progress, CancellationToken cancellation)
    {
        var samplers = Enumerable.Range(0, options.Threads).Select(_ => newSampler()).ToArray();
        var samples = Enumerable.Range(0, options.Threads * Block).Select(_ => newSample()).ToArray();
        for (var done = 0; done < options.Count;)
        {
            var count = Math.Min(samples.Length, options.Count - done);
            var first = ((ulong)options.Seed << 32) + (uint)done;
            Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, thread =>
            {
                for (var i = thread; i < count; i += options.Threads)
                {
                    cancellation.ThrowIfCancellationRequested();
                    samplers[thread](first + (uint)i, samples[i]);
                }
            });
            for (var i = 0; i < count; i++)
            {
                write(samples[i]);
            }

            done += count;
            progress?.Report(done);
        }
    }

    private static IReadOnlyList<BvhClip> Clips(DatasetOptions options) => options.Motions is { } folder ? MotionFolder.Load(folder, Broken) : [];

    private static void Guarded(DatasetOptions options, int pictures, Action write)
    {
        Directory.CreateDirectory(options.Folder);
        var needed = (long)options.Count * pictures * options.Input.Width * options.Input.Height * Channels;
        var free = new DriveInfo(Path.GetFullPath(options.Folder)).AvailableFreeSpace;
        if (needed > free)
        {
            throw new DatasetException($"{options.Count} samples need {needed >> 20} MiB, {options.Folder} has {free >> 20} MiB free: make fewer or give another folder");
        }

        write();
    }
}
