using System.Numerics;
using PoseStream.Core.Refinement;

namespace PoseStream.Core.Kinematics;

/// <summary>Velocities of one person's joints: the slope of the line through the last five frames, and so those of two frames ago while a joint turns.</summary>
public sealed class JointVelocities(int joints)
{
    private const int Window = 5;

    // Fewer frames, and all is noise.
    private const int LeastKnown = 3;
    private const double LongestGap_s = 0.5;

    private readonly PointHistory _history = new(joints, Window);

    /// <param name="dt_s">Since the last call; a gap, or a jump back, begins anew.</param>
    /// <param name="joints_m">Any frame that stays; NaN where absent.</param>
    /// <param name="velocities_mps">NaN where not known.</param>
    public void Next(double dt_s, ReadOnlySpan<Vector3> joints_m, Span<Vector3> velocities_mps)
    {
        if (dt_s is <= 0 or > LongestGap_s)
        {
            _history.Clear();
        }

        _history.Advance(dt_s);
        for (var i = 0; i < joints_m.Length; i++)
        {
            _history[i, 0] = joints_m[i];
            if (!float.IsFinite(joints_m[i].X))
            {
                _history.Clear(i);
            }

            velocities_mps[i] = Slope(i);
        }
    }

    private Vector3 Slope(int joint)
    {
        var line = new WeightedLine();
        var known = 0;
        for (var back = 0; back < _history.Count && float.IsFinite(_history[joint, back].X); back++)
        {
            line.Add(_history.Time_s(back), _history[joint, back], 1);
            known++;
        }

        return known >= LeastKnown ? line.Slope() : new Vector3(float.NaN);
    }
}
