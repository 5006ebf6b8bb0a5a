using System.Numerics;
using PoseStream.Core.Time;

namespace PoseStream.Core.Refinement;

/// <summary>
/// Smooths one tracked person: the root's place in camera space and each joint relative to it are filtered apart, since their noise differs by an order
/// of magnitude. A joint that was away starts anew.
/// </summary>
public sealed class PersonRefiner(int jointCount, OneEuroOptions options)
{
    private readonly OneEuroFilter[] _joints = new OneEuroFilter[jointCount];
    private OneEuroFilter _root;
    private MediaTime? _last;

    /// <summary>Replaces measured by refined positions, in place.</summary>
    /// <param name="root_m">Camera space.</param>
    /// <param name="joints_m">Camera space; NaN where absent.</param>
    public void Refine(MediaTime time, ref Vector3 root_m, Span<Vector3> joints_m)
    {
        var dt = _last is { } last ? time - last : 0;
        _last = time;
        var measuredRoot = root_m;
        root_m = _root.Next(measuredRoot, dt, options);
        for (var i = 0; i < joints_m.Length; i++)
        {
            if (!float.IsFinite(joints_m[i].X))
            {
                _joints[i].Reset();
                continue;
            }

            joints_m[i] = root_m + _joints[i].Next(joints_m[i] - measuredRoot, dt, options);
        }
    }
}
