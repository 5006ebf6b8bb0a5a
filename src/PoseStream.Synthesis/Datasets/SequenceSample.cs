namespace PoseStream.Synthesis.Datasets;

/// <summary>One person's crops of some seconds, for a network that reads poses over time. Buffers are reused by the sampler.</summary>
public sealed class SequenceSample(int width, int height)
{
    public const int Length = 40;

    /// <summary>Of <see cref="Moments"/>.</summary>
    public const int Columns = 2;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CropSample> Frames { get; } = [.. Enumerable.Range(0, Length).Select(_ => new CropSample(width, height))];

    /// <summary>For each frame: seconds since the first; 1 where enough of the person is seen, else 0, and its crop is black.</summary>
    public float[] Moments { get; } = new float[Length * Columns];

    public void Clear()
    {
        Array.Clear(Moments);
        foreach (var frame in Frames)
        {
            frame.Clear();
        }
    }
}
