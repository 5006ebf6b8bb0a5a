namespace PoseStream.Core.Metrics.Coco;

/// <summary>OKS, COCO's object keypoint similarity: 1 where all keypoints meet, falling with distance² / (2 · area · (2 sigma)²).</summary>
public static class KeypointSimilarity
{
    // Keeps a division by an area of 0 away; as in COCO's own evaluation.
    private const double Spacing = 2.220446049250313e-16;

    private static readonly double[] Person =
    [
        .026, .025, .025, .035, .035, .079, .079, .072, .072, .062, .062, .107, .107, .087, .087, .089, .089,
    ];

    /// <summary>COCO's sigmas of its 17 keypoints of a person.</summary>
    public static ReadOnlySpan<double> PersonSigmas => Person;

    /// <summary>The mean over the labelled keypoints. Where none is labelled: over all, by how far each is outside twice the true box, as COCO does.</summary>
    /// <param name="sigmas">One a keypoint.</param>
    /// <returns>0..1.</returns>
    public static double Of(ReadOnlySpan<double> found, CocoTruth truth, ReadOnlySpan<double> sigmas)
    {
        var (sum, count, labelled) = (0.0, 0, IsAnyLabelled(truth.Keypoints));
        for (var i = 0; i < sigmas.Length; i++)
        {
            var (x, y) = (found[3 * i], found[(3 * i) + 1]);
            var (dx, dy) = labelled
                ? (x - truth.Keypoints[3 * i], y - truth.Keypoints[(3 * i) + 1])
                : (Outside(x, truth.Box.X, truth.Box.Width), Outside(y, truth.Box.Y, truth.Box.Height));
            if (labelled && truth.Keypoints[(3 * i) + 2] <= 0)
            {
                continue;
            }

            var variance = 4 * sigmas[i] * sigmas[i];
            sum += Math.Exp(-((dx * dx) + (dy * dy)) / variance / (truth.Area + Spacing) / 2);
            count++;
        }

        return sum / count;
    }

    private static bool IsAnyLabelled(ReadOnlySpan<double> keypoints)
    {
        for (var i = 2; i < keypoints.Length; i += 3)
        {
            if (keypoints[i] > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static double Outside(double at, double start, double size) => Math.Max(0, start - size - at) + Math.Max(0, at - (start + (2 * size)));
}
