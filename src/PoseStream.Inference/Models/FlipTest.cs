using System.Numerics;
using System.Runtime.InteropServices;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Poses;

namespace PoseStream.Inference.Models;

/// <summary>
/// Looks at the crops of the last run a second time, mirrored, and takes the mean of what is seen. A run of its own and not a batch twice as large:
/// a network that takes one crop at a time can do it too. One for each worker: not thread-safe, allocates nothing after construction.
/// </summary>
internal sealed class FlipTest(ModelTensors tensors, IPoseDecoder decoder, float mirrorWidth)
{
    private readonly PoseEstimate _mirrored = new(decoder.Skeleton.Count, decoder.FeatureCount);

    /// <param name="results">What was decoded of the last run, model-input pixels; as many as it had crops.</param>
    public void Run(ModelRunner runner, ReadOnlySpan<PoseEstimate> results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            Mirror(runner.Input(i), tensors.Manifest.Input.Width, tensors.Layout);
        }

        runner.Run(results.Length);
        for (var i = 0; i < results.Length; i++)
        {
            decoder.Decode(runner, i, _mirrored);
            MirroredPose.Average(results[i], _mirrored, decoder.Skeleton, mirrorWidth);
        }
    }

    /// <summary>In place, column by column: the first becomes the last.</summary>
    /// <param name="input">One picture, three channels.</param>
    internal static void Mirror(Span<float> input, int width, TensorLayout layout)
    {
        if (layout is TensorLayout.Nhwc)
        {
            // Three channels are as large as one of these.
            MirrorRows(MemoryMarshal.Cast<float, Vector3>(input), width);
        }
        else
        {
            MirrorRows(input, width);
        }
    }

    private static void MirrorRows<T>(Span<T> columns, int width)
    {
        for (var start = 0; start < columns.Length; start += width)
        {
            columns.Slice(start, width).Reverse();
        }
    }
}
