using System.Numerics;

namespace PoseStream.Synthesis.Rendering;

/// <summary>The samples of a small rectangle of the picture: rays in, nearest solid and its depth out. Small enough for a core's second cache.</summary>
internal sealed class SampleTile
{
    /// <summary>A multiple of every vector width.</summary>
    public const int Stride = 128;
    public const int Rows = 64;

    public float[] RaysX { get; } = new float[Stride * Rows];

    public float[] RaysY { get; } = new float[Stride * Rows];

    /// <summary>Along the camera's axis, metres.</summary>
    public float[] Depth { get; } = new float[Stride * Rows];

    /// <summary>Index of the nearest solid, -1 for sky.</summary>
    public int[] Solids { get; } = new int[Stride * Rows];

    /// <summary>One bit for each person that would be seen here if nothing stood in front.</summary>
    public int[] Silhouettes { get; } = new int[Stride * Rows];

    public void Clear(int rows)
    {
        Depth.AsSpan(0, rows * Stride).Fill(float.MaxValue);
        Solids.AsSpan(0, rows * Stride).Fill(-1);
        Silhouettes.AsSpan(0, rows * Stride).Clear();
    }

    public static int VectorStart(int x) => x - (x % Vector<float>.Count);
}
