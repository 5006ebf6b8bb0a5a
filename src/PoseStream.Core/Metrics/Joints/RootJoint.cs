using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Metrics.Joints;

/// <summary>What counts as the root of a pose: a joint, or the middle of several.</summary>
public sealed class RootJoint
{
    private readonly int[] _indices;

    /// <param name="joints">Their mean is the root.</param>
    /// <exception cref="KeyNotFoundException">The skeleton lacks one.</exception>
    public RootJoint(Skeleton skeleton, params IReadOnlyList<string> joints)
    {
        _indices = [.. joints.Select(skeleton.IndexOf)];
        Name = joints.Count == 1 ? joints[0] : $"mean({string.Join(", ", joints)})";
    }

    public string Name { get; }

    /// <summary>Not finite where a joint is absent.</summary>
    public Vector3 Of(ReadOnlySpan<Vector3> joints_m)
    {
        var sum = Vector3.Zero;
        foreach (var index in _indices)
        {
            sum += joints_m[index];
        }

        return sum / _indices.Length;
    }
}
