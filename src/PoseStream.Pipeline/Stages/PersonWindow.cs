using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Time;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>One tracked person's poses of the last frames for a network, with when they were and where. Reused.</summary>
internal sealed class PersonWindow(TemporalWorkers network)
{
    // A network reads its frames as if they were evenly spaced: beyond this, what came before the gap is no part of the motion after it.
    private const double LongestGap_s = 0.5;

    private readonly (MediaTime Time, BoundingBox Box)[] _moments = new (MediaTime, BoundingBox)[network.Delay + 1];
    private int _newest;

    public PoseWindow Poses { get; } = new(network.Window, network.Delay, network.Input.Count, network.FeatureCount);

    /// <summary>Whether the frame whose pose the network gives was seen; before, the first one would be told again and again.</summary>
    public bool IsReady => Poses.Count > network.Delay;

    /// <summary>Of the frame whose pose the network gives; meaningful if <see cref="IsReady"/>.</summary>
    public (MediaTime Time, BoundingBox Box) Target => _moments[(_newest + 1) % _moments.Length];

    /// <param name="pose">Joints of the network.</param>
    public void Add(PoseEstimate pose, FrameGeometry geometry, MediaTime time, in BoundingBox box)
    {
        if (Poses.Count > 0 && (time - _moments[_newest].Time is not (>= 0 and <= LongestGap_s) || geometry != Poses.Geometry))
        {
            Poses.Clear();
        }

        Poses.Add(pose, geometry, time);
        _newest = (_newest + 1) % _moments.Length;
        _moments[_newest] = (time, box);
    }

    public void Clear() => Poses.Clear();
}
