using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>One person on the way through the stages. A copy of what the tracker knew: the tracker is a frame ahead already. Reused.</summary>
public sealed class PersonWork(WorkTicket ticket, int networkJoints, int networkFeatures = 0)
{
    public TrackId Track { get; private set; }

    public TrackState State { get; set; }

    public float ExistenceProbability { get; private set; }

    /// <summary>Frame pixels.</summary>
    public BoundingBox Box { get; private set; }

    /// <summary>Radians, positive clockwise on the screen: how the crop is turned.</summary>
    public float Rotation { get; private set; }

    /// <summary>Whether a pose is to be estimated.</summary>
    public bool WantsPose { get; set; }

    public PoseJob Job { get; } = new(ticket, networkJoints, networkFeatures);

    /// <summary>Published skeleton; frame pixels and metres from the root.</summary>
    public JointEstimate[] Joints { get; } = new JointEstimate[Halpe26.Skeleton.Count];

    /// <summary>Whether <see cref="Joints"/> hold a pose.</summary>
    public bool HasPose { get; set; }

    /// <summary>Whether the pose network sees nobody there, now and for a while; <see cref="PoseSupport"/>.</summary>
    public bool IsDoubted { get; set; }

    /// <summary>Null where the person could not be placed by this frame's pose.</summary>
    public RootFit? Fit { get; set; }

    /// <summary>Estimated over the track, also where this frame gave no <see cref="Fit"/>; null where nothing is known.</summary>
    public RootState? Root { get; set; }

    /// <summary>Camera space, refined; meaningful if <see cref="Root"/> is.</summary>
    public Vector3 Root_m { get; set; }

    /// <summary>Camera space, refined; NaN where absent.</summary>
    public Vector3[] Positions_m { get; } = new Vector3[Halpe26.Skeleton.Count];

    /// <summary>What the refine step found beside positions; meaningful if <see cref="Fit"/> is there.</summary>
    public MotionWork Motion { get; } = new();

    public void Take(Track track)
    {
        Track = track.Id;
        State = track.State;
        ExistenceProbability = track.ExistenceProbability;
        Box = track.Box;
        Rotation = track.Rotation;
        // A detector may give a box without an area; there is no crop of it.
        WantsPose = track.SeenNow && track.Box is { IsFinite: true, Width: > 0, Height: > 0 };
        HasPose = false;
        IsDoubted = false;
        Fit = null;
        Root = null;
    }

    /// <summary>Becomes the news that a person of an earlier frame is gone.</summary>
    public void TakeEnd(in UntoldEnd end)
    {
        Track = end.Track;
        State = TrackState.Ended;
        ExistenceProbability = 0;
        Box = end.Box;
        Rotation = 0;
        WantsPose = false;
        HasPose = false;
        IsDoubted = false;
        Fit = null;
        Root = null;
    }
}
