using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;

namespace PoseStream.Core.Refinement;

/// <summary>
/// Smooths one tracked person: the root's place in camera space and each joint relative to it are filtered apart, since their noise differs by an order
/// of magnitude. Outliers go first, then the filter works, then bones get their lengths. After a gap, or a jump back in time, everything but these starts anew.
/// Not thread-safe; allocates nothing after its making.
/// </summary>
public sealed class PersonRefiner
{
    // Longer than this the past says nothing of where joints are now.
    private const double LongestGap_s = 1;

    private readonly RefinementOptions _options;
    private readonly IPoseFilter? _filter;
    private readonly OutlierGate _gate;
    private readonly Vector3[] _points_m;
    private readonly PointSigma[] _sigmas;
    private MediaTime? _last;

    public PersonRefiner(RefinementOptions options)
    {
        // The last point is the root.
        var points = Halpe26.Skeleton.Count + 1;
        _options = options;
        _filter = PoseFilters.Create(options, points);
        _gate = new OutlierGate(points, options.Gate);
        _points_m = new Vector3[points];
        _sigmas = new PointSigma[points];
        Array.Fill(_sigmas, PointSigma.Unknown);
    }

    /// <summary>Of the refined skeleton.</summary>
    public SegmentLengths Lengths { get; } = new(Halpe26.Skeleton);

    /// <summary>How long before the frame the refined positions of the last call were true.</summary>
    public double Delay_s => _filter?.Delay_s ?? 0;

    /// <summary>Replaces measured by refined positions, in place.</summary>
    /// <param name="root_m">Camera space.</param>
    /// <param name="joints_m">Halpe-26, camera space; NaN where absent.</param>
    /// <param name="sigmas">Of the joints relative to the root; empty: not known.</param>
    public void Refine(MediaTime time, ref Vector3 root_m, Span<Vector3> joints_m, ReadOnlySpan<PointSigma> sigmas = default)
    {
        var dt = _last is { } last ? time - last : 0;
        _last = time;
        if (dt is <= 0 or > LongestGap_s)
        {
            _gate.Reset();
            _filter?.Reset();
            dt = 0;
        }

        for (var i = 0; i < joints_m.Length; i++)
        {
            _points_m[i] = joints_m[i] - root_m;
        }

        _points_m[^1] = root_m;
        _gate.Next(dt, _points_m);
        _filter?.Next(dt, _points_m, SigmasOf(sigmas));
        root_m = _points_m[^1];
        for (var i = 0; i < joints_m.Length; i++)
        {
            joints_m[i] = root_m + _points_m[i];
        }

        Lengths.Add(joints_m);
        if (_options.HoldBoneLengths)
        {
            BoneProjection.Apply(root_m, joints_m, Lengths);
        }
    }

    private ReadOnlySpan<PointSigma> SigmasOf(ReadOnlySpan<PointSigma> sigmas)
    {
        if (!sigmas.IsEmpty)
        {
            sigmas.CopyTo(_sigmas);
        }

        return _sigmas;
    }
}
