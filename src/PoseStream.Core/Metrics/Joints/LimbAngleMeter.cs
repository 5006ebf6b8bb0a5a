using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>MAE of the angles between bones at elbows, knees, shoulders, hips and ankles: of all together, and of each. Running, constant memory.</summary>
public sealed class LimbAngleMeter
{
    private readonly LimbAngles _angles;
    private readonly AngleMeter _all = new("limbs");
    private readonly AngleMeter[] _each;

    public LimbAngleMeter(Skeleton skeleton)
    {
        _angles = new LimbAngles(skeleton);
        _each = [.. _angles.Names.Select(name => new AngleMeter(name))];
    }

    /// <summary>Skeleton order, metres; the two may be in different frames.</summary>
    public void Add(ReadOnlySpan<Vector3> estimate_m, ReadOnlySpan<Vector3> truth_m)
    {
        for (var i = 0; i < _each.Length; i++)
        {
            var (estimate, truth) = (_angles.Of(estimate_m, i), _angles.Of(truth_m, i));
            _each[i].Add(estimate, truth);
            _all.Add(estimate, truth);
        }
    }

    /// <summary>All together first.</summary>
    public IReadOnlyList<MetricResult> Results() => [_all.Result(), .. _each.Select(angle => angle.Result())];
}
