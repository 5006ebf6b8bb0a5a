using System.Numerics;

namespace PoseStream.Core.Meshes;

/// <summary>Joints as weighted sums of vertices. Most weights of such a table are 0; only the others are kept.</summary>
public sealed class JointRegressor
{
    private readonly int[] _starts;
    private readonly int[] _vertices;
    private readonly float[] _weights;

    /// <param name="table">Joint after joint, a weight a vertex.</param>
    public JointRegressor(IReadOnlyList<float> table, int vertexCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(table.Count % vertexCount, 0, nameof(table));
        int[] kept = [.. Enumerable.Range(0, table.Count).Where(i => table[i] != 0)];
        Count = table.Count / vertexCount;
        _vertices = [.. kept.Select(i => i % vertexCount)];
        _weights = [.. kept.Select(i => table[i])];
        _starts = [.. Enumerable.Range(0, Count + 1).Select(joint => kept.Count(i => i < joint * vertexCount))];
    }

    /// <summary>Of joints.</summary>
    public int Count { get; }

    public void Apply(ReadOnlySpan<Vector3> vertices, Span<Vector3> joints)
    {
        for (var joint = 0; joint < Count; joint++)
        {
            var sum = Vector3.Zero;
            for (var i = _starts[joint]; i < _starts[joint + 1]; i++)
            {
                sum += vertices[_vertices[i]] * _weights[i];
            }

            joints[joint] = sum;
        }
    }
}
