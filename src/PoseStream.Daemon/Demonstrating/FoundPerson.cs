using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Metrics.Tracks;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>A person as a subscriber got it, in the shapes that the meters take.</summary>
internal sealed class FoundPerson
{
    private FoundPerson(V1.Person message)
    {
        var box = message.Box;
        Detection = new Detection(new BoundingBox(box.X1Px, box.Y1Px, box.X2Px, box.Y2Px), message.ExistenceProbability);
        Track = new TrackedBox(message.TrackId, Detection.Box);
        Delay = message.PositionDelay?.ToTimeSpan() ?? TimeSpan.Zero;
        Root_m = message.RootPositionM is { } root ? new Vector3(root.X, root.Y, root.Z) : null;
        Joints_m = new Vector3[Halpe26.Skeleton.Count];
        Array.Fill(Joints_m, new Vector3(float.NaN));
        foreach (var joint in message.Joints.Where(joint => joint.PositionM is not null))
        {
            Joints_m[joint.Id] = new Vector3(joint.PositionM.X, joint.PositionM.Y, joint.PositionM.Z);
        }
    }

    public Detection Detection { get; }

    public TrackedBox Track { get; }

    /// <summary>How long before the frame the positions were true.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Camera frame; null where it was not found.</summary>
    public Vector3? Root_m { get; }

    /// <summary>Camera frame, in <see cref="Halpe26"/>'s order; NaN where a joint was not found.</summary>
    public Vector3[] Joints_m { get; }

    /// <summary>Those whom the service says it sees: neither doubtful nor lost, which it does not claim to see.</summary>
    public static FoundPerson[] In(V1.PoseFrame frame) =>
        [.. frame.People.Where(person => person.State is V1.TrackState.Confirmed).Select(person => new FoundPerson(person))];
}
