using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>The last frames of a set of points, newest first: 0 is the newest. NaN where a point was absent.</summary>
internal sealed class PointHistory(int points, int length)
{
    /// <summary>The longest that fits on the stack of who works on it.</summary>
    public const int MaxLength = 64;

    private readonly Vector3[] _positions = new Vector3[points * length];
    private readonly double[] _times_s = new double[length];
    private int _newest = -1;

    public int Count { get; private set; }

    /// <summary>Begins a frame, in which every point is absent until it is set. The oldest is forgotten.</summary>
    public void Advance(double dt_s)
    {
        var now = Count == 0 ? 0 : _times_s[_newest] + dt_s;
        _newest = (_newest + 1) % length;
        Count = Math.Min(Count + 1, length);
        _times_s[_newest] = now;
        for (var i = 0; i < points; i++)
        {
            this[i, 0] = new Vector3(float.NaN);
        }
    }

    public ref Vector3 this[int point, int back] => ref _positions[(point * length) + Slot(back)];

    /// <summary>Seconds from the newest frame, at most 0.</summary>
    public float Time_s(int back) => (float)(_times_s[Slot(back)] - _times_s[_newest]);

    public void Clear() => Count = 0;

    /// <summary>Forgets one point's past.</summary>
    public void Clear(int point)
    {
        for (var back = 0; back < Count; back++)
        {
            this[point, back] = new Vector3(float.NaN);
        }
    }

    private int Slot(int back) => (_newest - back + length) % length;
}
