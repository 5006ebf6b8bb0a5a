namespace PoseStream.Inference.Preprocessing;

/// <summary>Where the samples of one output row lie in a plane. The arrays are scratch, one element an output column.</summary>
internal sealed class PlaneRow(int width)
{
    /// <summary>Byte offset of the upper left of the four neighbours, from the start of the plane or of a row of it.</summary>
    public int[] Offsets { get; } = new int[width];

    /// <summary>0..1, towards the right neighbour.</summary>
    public float[] WeightsX { get; } = new float[width];

    /// <summary>0..1, towards the lower neighbour.</summary>
    public float[] WeightsY { get; } = new float[width];
}
