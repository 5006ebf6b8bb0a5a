using System.Numerics;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>A Biovision hierarchy and its frames, as written: file units, degrees, the file's own axes.</summary>
public sealed class BvhFile
{
    private readonly float[] _values;

    internal BvhFile(string name, IReadOnlyList<BvhNode> nodes, float frameTime_s, float[] values, int channels)
    {
        (Name, Nodes, FrameTime_s, _values, Channels) = (name, nodes, frameTime_s, values, channels);
        FrameCount = values.Length / channels;
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>Parents before children, end sites included.</summary>
    public IReadOnlyList<BvhNode> Nodes { get; }

    public float FrameTime_s { get; }

    public int FrameCount { get; }

    /// <summary>Numbers a frame.</summary>
    public int Channels { get; }

    /// <exception cref="BvhFormatException">The file is malformed.</exception>
    public static BvhFile Load(string path)
    {
        using var reader = File.OpenText(path);
        return new BvhReader(reader, Path.GetFileName(path)).Read();
    }

    /// <exception cref="BvhFormatException">The text is malformed.</exception>
    public static BvhFile Parse(TextReader reader, string name) => new BvhReader(reader, name).Read();

    public ReadOnlySpan<float> Frame(int index) => _values.AsSpan(index * Channels, Channels);

    /// <summary>
    /// Forward kinematics in file units. Rotations apply in the file's order, R = R₁·R₂·R₃. Position channels of the root replace its offset;
    /// those of other joints repeat the offset or are wrong (CMU's subject 135), so bones keep their lengths.
    /// </summary>
    /// <param name="positions">By node.</param>
    /// <param name="rotations">From each node's frame to the file's world.</param>
    public void Solve(int frame, Span<Vector3> positions, Span<Quaternion> rotations)
    {
        var values = Frame(frame);
        for (var i = 0; i < Nodes.Count; i++)
        {
            var node = Nodes[i];
            var local = Quaternion.Identity;
            var moved = Vector3.Zero;
            for (var c = 0; c < node.Channels.Count; c++)
            {
                var value = values[node.FirstChannel + c];
                switch (node.Channels[c])
                {
                    case BvhChannel.Xposition: moved.X = value; break;
                    case BvhChannel.Yposition: moved.Y = value; break;
                    case BvhChannel.Zposition: moved.Z = value; break;
                    case BvhChannel.Xrotation: local *= About(Vector3.UnitX, value); break;
                    case BvhChannel.Yrotation: local *= About(Vector3.UnitY, value); break;
                    default: local *= About(Vector3.UnitZ, value); break;
                }
            }

            if (node.Parent < 0)
            {
                (positions[i], rotations[i]) = (moved, local);
                continue;
            }

            positions[i] = positions[node.Parent] + Vector3.Transform(node.Offset, rotations[node.Parent]);
            rotations[i] = rotations[node.Parent] * local;
        }
    }

    private static Quaternion About(Vector3 axis, float degrees) => Quaternion.CreateFromAxisAngle(axis, Curves.Radians(degrees));
}
