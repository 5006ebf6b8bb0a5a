using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Kinematics;

/// <summary>How long one person's segments are, learnt over the track: each from a joint's parent to the joint. A person has one skeleton, a network guesses one in every frame.</summary>
public sealed class SegmentLengths(Skeleton skeleton)
{
    // Ten minutes at 30 frames a second: a person does not change, but a wrong start should not stay.
    private const int Longest = 18_000;

    // Fewer than this say little.
    private const int LeastSeen = 15;

    private readonly RobustMean[] _lengths = new RobustMean[skeleton.Count];

    public Skeleton Skeleton => skeleton;

    /// <param name="joints_m">Any frame; NaN where absent.</param>
    public void Add(ReadOnlySpan<Vector3> joints_m)
    {
        for (var i = 0; i < skeleton.Count; i++)
        {
            var parent = skeleton.Joints[i].Parent;
            var length = parent < 0 ? float.NaN : Vector3.Distance(joints_m[i], joints_m[parent]);
            if (float.IsFinite(length))
            {
                _lengths[i].Add(length, Longest);
            }
        }
    }

    /// <summary>Null until it was seen often enough; for the root.</summary>
    public SegmentLength? Of(int joint) => _lengths[joint].Count >= LeastSeen
        ? new SegmentLength(joint, _lengths[joint].Mean, _lengths[joint].Spread)
        : null;

    public void Reset() => Array.Clear(_lengths);
}
