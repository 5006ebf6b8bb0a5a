using PoseStream.Core.Frames;
using PoseStream.Core.Time;

namespace PoseStream.Core.Poses;

/// <summary>
/// One person's poses of the last frames, oldest first, as a temporal network reads them. Where the person is not known for long enough the first pose stands for
/// those before it, and the last for those to come, as the networks were trained. Reused: <see cref="Add"/> copies and allocates nothing.
/// </summary>
/// <param name="length">Frames that the network reads.</param>
/// <param name="delay">How many frames older than the newest is the one whose pose is wanted.</param>
/// <param name="jointCount">Of the joints that the network reads.</param>
/// <param name="featureCount">Of <see cref="PoseEstimate.Features"/>; 0 for a network that reads joints.</param>
public sealed class PoseWindow(int length, int delay, int jointCount, int featureCount)
{
    private readonly PoseEstimate[] _frames = Make(length, jointCount, featureCount);
    private readonly MediaTime[] _times = new MediaTime[length];
    private int _newest = -1;

    public int Length => length;

    /// <summary>Frames that were really seen, at most <see cref="Length"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The index of the frame whose pose is wanted. While fewer frames than the delay are known this is one that the first pose stands for.</summary>
    public int Target => length - 1 - delay;

    /// <summary>Of the pictures that the pixels are of.</summary>
    public FrameGeometry Geometry { get; private set; }

    /// <param name="index">0 for the oldest.</param>
    public PoseEstimate this[int index] => _frames[SlotOf(index)];

    /// <summary>Seconds by which a pose is older than the newest.</summary>
    /// <param name="index">0 for the oldest.</param>
    public double AgeOf(int index) => _times[_newest] - _times[SlotOf(index)];

    /// <param name="pose">Joints in the network's order, frame pixels; copied.</param>
    public void Add(PoseEstimate pose, FrameGeometry geometry, MediaTime time)
    {
        _newest = (_newest + 1) % length;
        Count = Math.Min(Count + 1, length);
        Geometry = geometry;
        _frames[_newest].CopyFrom(pose);
        _times[_newest] = time;
    }

    /// <summary>Forgets all: another person, or a gap that is too long to be one motion.</summary>
    public void Clear()
    {
        _newest = -1;
        Count = 0;
    }

    private int SlotOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)length, nameof(index));
        var back = Math.Min(length - 1 - index, Count - 1);
        return (_newest - back + length) % length;
    }

    private static PoseEstimate[] Make(int length, int joints, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var frames = new PoseEstimate[length];
        for (var i = 0; i < length; i++)
        {
            frames[i] = new PoseEstimate(joints, features);
        }

        return frames;
    }
}
