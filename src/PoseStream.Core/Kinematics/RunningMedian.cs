namespace PoseStream.Core.Kinematics;

/// <summary>The median of the last values. Whatever began wrong is forgotten, and outliers count for nothing. Allocates nothing after its making.</summary>
public sealed class RunningMedian(int length)
{
    private readonly float[] _values = new float[length];
    private readonly float[] _sorted = new float[length];
    private int _next;

    public int Count { get; private set; }

    /// <summary>NaN before there is anything.</summary>
    public float Median => Count > 0 ? _sorted[Count / 2] : float.NaN;

    /// <param name="value">Finite.</param>
    public void Add(float value)
    {
        if (Count == length)
        {
            var oldest = Array.BinarySearch(_sorted, 0, Count, _values[_next]);
            Array.Copy(_sorted, oldest + 1, _sorted, oldest, --Count - oldest);
        }

        var at = Array.BinarySearch(_sorted, 0, Count, value);
        at = at < 0 ? ~at : at;
        Array.Copy(_sorted, at, _sorted, at + 1, Count++ - at);
        _sorted[at] = value;
        _values[_next] = value;
        _next = (_next + 1) % length;
    }
}
