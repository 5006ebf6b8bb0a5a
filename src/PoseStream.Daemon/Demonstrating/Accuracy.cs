using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Core.Metrics.Matching;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>
/// How right frames are. Boxes: recall and precision at an overlap of one half. Of those found: how far joints that can be seen are off, with the pelvis where it
/// truly is (MPJPE) and after the best rotation, move and scale (PA-MPJPE), and how far the pelvis itself is off (MRPE). Not thread-safe.
/// </summary>
internal sealed class Accuracy
{
    public const float MinimumOverlap = 0.5f;

    private static readonly RootJoint Pelvis = new(Halpe26.Skeleton, "pelvis");
    private static readonly int PelvisIndex = Halpe26.Skeleton.IndexOf("pelvis");

    // The root itself has no error once poses are moved there.
    private static readonly JointSubset AllButPelvis =
        JointSubset.Of(Halpe26.Skeleton, "all25", [.. Halpe26.Skeleton.Joints.Select(joint => joint.Name).Where(name => name != "pelvis")]);

    private readonly PoseErrorMeter _joints = new(AllButPelvis, Pelvis);
    private readonly RootErrorMeter _root = new(Pelvis);

    /// <summary>How often somebody was there to be found.</summary>
    public long PeopleTruth { get; private set; }

    /// <summary>How often somebody was said to be there; who is to be ignored does not count here nor below.</summary>
    public long PeopleFound { get; private set; }

    /// <summary>How often both fit together.</summary>
    public long PeopleMatched { get; private set; }

    /// <summary>0..1; this and all others NaN before there is anything to say.</summary>
    public double Recall => (double)PeopleMatched / PeopleTruth;

    public double Precision => (double)PeopleMatched / PeopleFound;

    public double Mpjpe_m => _joints.RootAligned_m;

    public double PaMpjpe_m => _joints.Similarity_m;

    public double Mrpe_m => _root.Mean_m;

    /// <param name="truthBefore">The truth of so long before the frame, for positions that are late; null where it is not known.</param>
    public void Add(FrameTruth truth, IReadOnlyList<FoundPerson> found, Func<TimeSpan, FrameTruth?>? truthBefore = null)
    {
        // Surest first, as the matching wants them.
        var order = found.Index().OrderByDescending(item => item.Item.Detection.Score).Select(item => item.Index).ToArray();
        Detection[] detections = [.. order.Select(i => found[i].Detection)];
        var match = new int[detections.Length];
        BoxMatching.Greedy(detections, truth.Boxes, truth.Ignored, MinimumOverlap, match);

        PeopleTruth += truth.Ignored.Count(ignored => !ignored);
        for (var i = 0; i < order.Length; i++)
        {
            if (match[i] == BoxMatching.Nothing)
            {
                PeopleFound++;
            }
            else if (!truth.Ignored[match[i]])
            {
                PeopleFound++;
                PeopleMatched++;
                var (person, there) = (found[order[i]], truth.People[match[i]]);
                var then = person.Delay == TimeSpan.Zero ? there : truthBefore?.Invoke(person.Delay)?.People.FirstOrDefault(before => before.Person == there.Person);
                if (then is not null)
                {
                    Compare(person, then);
                }
            }
        }
    }

    private void Compare(FoundPerson found, PersonTruth truth)
    {
        if (found.Root_m is not { } root)
        {
            return;
        }

        _root.Add(root, truth.Joints[PelvisIndex].Camera_m);
        Span<Vector3> truth_m = stackalloc Vector3[Halpe26.Skeleton.Count];
        Span<Vector3> found_m = stackalloc Vector3[Halpe26.Skeleton.Count];
        found.Joints_m.CopyTo(found_m);
        for (var j = 0; j < truth_m.Length; j++)
        {
            truth_m[j] = truth.Joints[j].Visibility is TruthVisibility.Visible ? truth.Joints[j].Camera_m : new Vector3(float.NaN);
        }

        // Known and needed whether or not it can be seen.
        truth_m[PelvisIndex] = truth.Joints[PelvisIndex].Camera_m;
        found_m[PelvisIndex] = root;
        _joints.Add(found_m, truth_m);
    }
}
