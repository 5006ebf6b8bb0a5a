using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>One person on the way through the stages. A copy of what the tracker knew: the tracker is a frame ahead already. Reused.</summary>
public sealed class PersonWork(WorkTicket ticket, PipelineNetworks networks)
{
    public TrackId Track { get; private set; }

    public TrackState State { get; set; }

    public float ExistenceProbability { get; private set; }

    /// <summary>Frame pixels.</summary>
    public BoundingBox Box { get; private set; }

    /// <summary>Radians, positive clockwise on the screen: how the crop is turned.</summary>
    public float Rotation { get; private set; }

    /// <inheritdoc cref="Tracking.Track.LooksUnmet"/>
    public int LooksUnmet { get; private set; }

    /// <summary>Whether a pose is to be estimated.</summary>
    public bool WantsPose { get; set; }

    public PoseJob Job { get; } = new(ticket, networks.Pose.Skeleton.Count, networks.Pose.FeatureCount);

    /// <summary>Null where no root network runs.</summary>
    public RootJob? RootJob { get; } = networks.Root is null ? null : new(ticket);

    /// <summary>Null where no lifter runs.</summary>
    public TemporalJob? LiftJob { get; } = JobFor(ticket, networks.Lift);

    /// <summary>Null where no sequence network runs.</summary>
    public TemporalJob? SequenceJob { get; } = JobFor(ticket, networks.Sequence);

    /// <summary>Null where no mesh network runs.</summary>
    public MeshJob? MeshJob { get; } = networks.Mesh is { } mesh ? new(ticket, mesh.Input.Count, mesh.Topology.VertexCount, mesh.RegressedJoints) : null;

    /// <summary>What the last network that ran says of the person, in its own joints: the pose network, the lifter, the sequence network. Meaningful if <see cref="IsMeasured"/>.</summary>
    public PoseEstimate Pose { get; private set; } = new(0);

    /// <summary>Published skeleton; the pixels of this frame.</summary>
    public JointEstimate[] Joints { get; } = new JointEstimate[Halpe26.Skeleton.Count];

    /// <summary>Whether <see cref="Joints"/> hold a pose.</summary>
    public bool HasPose { get; set; }

    /// <summary>
    /// Whether <see cref="Pose"/> and <see cref="Measured"/> say where the person is: not without a pose, and not before a network that looks ahead has seen enough.
    /// </summary>
    public bool IsMeasured { get; set; }

    /// <summary>Of <see cref="Pose"/>, published skeleton: what the place is found from. The pixels are those of the frame at <see cref="MeasuredAt"/>.</summary>
    public JointEstimate[] Measured { get; } = new JointEstimate[Halpe26.Skeleton.Count];

    /// <summary>The time of the frame that <see cref="Measured"/> is of: this one's, unless a network looks ahead.</summary>
    public MediaTime MeasuredAt { get; private set; }

    /// <summary>The person's box in the frame at <see cref="MeasuredAt"/>.</summary>
    public BoundingBox MeasuredBox { get; private set; }

    /// <summary>Whether a network looks ahead, so that nothing is known of the person in the very frame.</summary>
    public bool IsLate { get; set; }

    /// <summary>Metres that a frame pixel spans at the root, by the root network or the pose network; NaN where nobody says.</summary>
    public float MetresPerPixel { get; private set; }

    /// <summary>From the axes of the metres of <see cref="Pose"/> and <see cref="Measured"/> to the camera's.</summary>
    public Quaternion Turn { get; private set; }

    /// <summary>Whether the pose network sees nobody there, now and for a while; <see cref="PoseSupport"/>.</summary>
    public bool IsDoubted { get; set; }

    /// <summary>Whether the pose that was found is of somebody else who has a track.</summary>
    public bool IsPoseOfAnother { get; set; }

    /// <summary>Null where the person could not be placed by this frame's pose.</summary>
    public RootFit? Fit { get; set; }

    /// <summary>Estimated over the track, also where this frame gave no <see cref="Fit"/>; null where nothing is known.</summary>
    public RootState? Root { get; set; }

    /// <summary>Camera space, refined; meaningful if <see cref="Root"/> is.</summary>
    public Vector3 Root_m { get; set; }

    /// <summary>Stature over the track; null where this frame gave no <see cref="Fit"/>, and where it is not known.</summary>
    public float? BodyHeight_m { get; set; }

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
        LooksUnmet = track.LooksUnmet;
        // A detector may give a box without an area; there is no crop of it.
        WantsPose = track.SeenNow && track.Box is { IsFinite: true, Width: > 0, Height: > 0 };
        Forget();
    }

    /// <summary>Becomes the news that a person of an earlier frame is gone.</summary>
    public void TakeEnd(in UntoldEnd end)
    {
        Track = end.Track;
        State = TrackState.Ended;
        ExistenceProbability = 0;
        Box = end.Box;
        Rotation = 0;
        LooksUnmet = 0;
        WantsPose = false;
        Forget();
    }

    /// <summary>Takes what a network says, of this frame or of an earlier one.</summary>
    /// <param name="map">From its joints to the published ones.</param>
    /// <param name="metresPerPixel">NaN where nobody says.</param>
    /// <param name="turn">From the axes of its metres to the camera's.</param>
    public void Measure(PoseEstimate pose, JointMap map, MediaTime at, in BoundingBox box, float metresPerPixel, Quaternion turn)
    {
        Pose = pose;
        map.Apply(pose.Joints, Measured);
        (MeasuredAt, MeasuredBox, MetresPerPixel, Turn) = (at, box, metresPerPixel, turn);
        IsMeasured = true;
    }

    /// <summary>Writes <see cref="Pose"/> for the next network: in its joints, metres in the camera's axes. Features are left alone.</summary>
    public void Tell(JointMap map, PoseEstimate pose)
    {
        map.Apply(Pose.Joints, pose.Joints);
        (pose.Score, pose.MetresPerPixel, pose.FromCrop) = (Pose.Score, MetresPerPixel, Pose.FromCrop);
        if (Turn != Quaternion.Identity)
        {
            foreach (ref var joint in pose.Joints)
            {
                joint = joint with { RootRelative_m = Vector3.Transform(joint.RootRelative_m, Turn) };
            }
        }
    }

    private static TemporalJob? JobFor(WorkTicket ticket, TemporalWorkers? network) =>
        network is null ? null : new TemporalJob(ticket, network.Output.Count, network.OutputFeatureCount);

    private void Forget()
    {
        HasPose = false;
        IsMeasured = false;
        IsLate = false;
        IsDoubted = false;
        IsPoseOfAnother = false;
        Fit = null;
        Root = null;
        BodyHeight_m = null;
    }
}
