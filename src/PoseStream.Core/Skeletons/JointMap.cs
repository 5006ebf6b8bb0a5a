using System.Numerics;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Skeletons;

/// <summary>
/// Turns joints of one skeleton into another's. A target joint is one source joint, the mean of several, or a blend of them; where any of them is absent, so is the target.
/// Matching is by name, never by number.
/// </summary>
public sealed class JointMap
{
    private readonly (int Source, float X, float Y)[][] _shares;

    /// <param name="derived">Target joints that are the mean of named source joints; these come before a match by equal name.</param>
    public JointMap(Skeleton source, Skeleton target, IReadOnlyDictionary<string, string[]> derived)
        : this(source, target, derived.ToDictionary(pair => pair.Key, pair => JointShare.Mean(pair.Value), StringComparer.Ordinal))
    {
    }

    /// <param name="derived">Target joints that are blends of named source joints; these come before a match by equal name.</param>
    public JointMap(Skeleton source, Skeleton target, IReadOnlyDictionary<string, JointShare[]> derived)
    {
        Source = source;
        Target = target;
        _shares = [.. target.Joints.Select(joint =>
            derived.TryGetValue(joint.Name, out var shares) ? [.. shares.Select(share => (source.IndexOf(share.Joint), share.X, share.Y))]
            : source.TryIndexOf(joint.Name, out var same) ? [(same, 1f, 1f)]
            : Array.Empty<(int, float, float)>())];
    }

    public Skeleton Source { get; }

    public Skeleton Target { get; }

    public void Apply(ReadOnlySpan<JointEstimate> source, Span<JointEstimate> target)
    {
        for (var i = 0; i < _shares.Length; i++)
        {
            target[i] = Blend(source, _shares[i]);
        }
    }

    private static JointEstimate Blend(ReadOnlySpan<JointEstimate> source, (int Source, float X, float Y)[] shares)
    {
        if (shares.Length == 0)
        {
            return JointEstimate.Absent;
        }

        if (shares.Length == 1)
        {
            return source[shares[0].Source];
        }

        var (pixel, placing, hasMean) = (Vector2.Zero, Vector2.Zero, false);
        var metric = Vector3.Zero;
        var confidence = 1f;
        var visibility = 1f;
        var (pixelSigma, depthSigma) = (0f, 0f);
        foreach (var (index, x, y) in shares)
        {
            ref readonly var joint = ref source[index];
            if (!joint.IsPresent)
            {
                return JointEstimate.Absent;
            }

            pixel += new Vector2(x, y) * joint.Pixel;
            placing += new Vector2(x, y) * joint.PlacingPixel;
            hasMean |= joint.MeanPixel is not null;
            metric += new Vector3(x, y, (x + y) / 2) * joint.RootRelative_m;
            pixelSigma += joint.PixelSigma / shares.Length;
            depthSigma += joint.DepthSigma_m / shares.Length;
            confidence = Math.Min(confidence, joint.Confidence);
            visibility = Math.Min(visibility, joint.Visibility);
        }

        // Errors of neighbouring joints go together: their mean is no surer than they are.
        return new JointEstimate(pixel, metric, confidence, visibility, pixelSigma, depthSigma, hasMean ? placing : null);
    }
}
