using System.Numerics;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Skeletons;

/// <summary>
/// Turns joints of one skeleton into another's. A target joint is one source joint or the mean of several; where any of them is absent, so is the target.
/// Matching is by name, never by number.
/// </summary>
public sealed class JointMap
{
    private readonly int[][] _sources;

    /// <param name="derived">Target joints that are the mean of named source joints; these come before a match by equal name.</param>
    public JointMap(Skeleton source, Skeleton target, IReadOnlyDictionary<string, string[]> derived)
    {
        Source = source;
        Target = target;
        _sources = [.. target.Joints.Select(joint =>
            derived.TryGetValue(joint.Name, out var names) ? [.. names.Select(source.IndexOf)]
            : source.TryIndexOf(joint.Name, out var same) ? [same]
            : Array.Empty<int>())];
    }

    public Skeleton Source { get; }

    public Skeleton Target { get; }

    public void Apply(ReadOnlySpan<JointEstimate> source, Span<JointEstimate> target)
    {
        for (var i = 0; i < _sources.Length; i++)
        {
            target[i] = Mean(source, _sources[i]);
        }
    }

    private static JointEstimate Mean(ReadOnlySpan<JointEstimate> source, int[] indices)
    {
        if (indices.Length == 0)
        {
            return JointEstimate.Absent;
        }

        var pixel = Vector2.Zero;
        var metric = Vector3.Zero;
        var confidence = 1f;
        var visibility = 1f;
        var (pixelSigma, depthSigma) = (0f, 0f);
        foreach (var index in indices)
        {
            ref readonly var joint = ref source[index];
            if (!joint.IsPresent)
            {
                return JointEstimate.Absent;
            }

            pixel += joint.Pixel;
            metric += joint.RootRelative_m;
            pixelSigma += joint.PixelSigma;
            depthSigma += joint.DepthSigma_m;
            confidence = Math.Min(confidence, joint.Confidence);
            visibility = Math.Min(visibility, joint.Visibility);
        }

        // Errors of neighbouring joints go together: their mean is no surer than they are.
        return new JointEstimate(
            pixel / indices.Length, metric / indices.Length, confidence, visibility, pixelSigma / indices.Length, depthSigma / indices.Length);
    }
}
