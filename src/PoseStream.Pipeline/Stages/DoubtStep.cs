using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>
/// Doubts people whom a detector claims and no pose supports: those in whom the pose network sees nobody, and those whose pose is somebody else's, where one person
/// has two tracks or hides another. They are tentative, however often they were detected.
/// </summary>
public sealed class DoubtStep(TrackerOptions options)
{
    // Two people arm in arm are less alike.
    private const float SamePose = 0.7f;
    private const float LeastOverlap = 0.2f;

    // Of two who are known to be somebody, by so much less must a pose fill a box for it to be that of the box beside it; else the older track has the right.
    private const float FillsWorse = 0.1f;

    // Anybody is missed by a look or two. Whom the detector has passed over so often is held by a pose only, and has none where that is of somebody whom the detector sees.
    private const int HeldForLooks = 3;

    private readonly Dictionary<TrackId, PoseSupport> _support = [];

    public void Apply(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            for (var k = i + 1; k < work.PeopleCount; k++)
            {
                DropDouble(work.Person(i), work.Person(k));
            }
        }

        for (var i = 0; i < work.PeopleCount; i++)
        {
            Judge(work.Person(i), work);
        }
    }

    public void Forget(TrackId track) => _support.Remove(track);

    private void DropDouble(PersonWork a, PersonWork b)
    {
        if (!a.HasPose || !b.HasPose || BoundingBox.IntersectionOverUnion(a.Box, b.Box) < LeastOverlap
            || PoseSimilarity.Of(a.Joints, b.Joints, Halpe26.Skeleton, Math.Max(a.Box.Area, b.Box.Area)) < SamePose)
        {
            return;
        }

        var other = OwnsPose(a, b) ? b : a;
        (other.HasPose, other.IsMeasured, other.IsPoseOfAnother) = (false, false, true);
    }

    /// <summary>
    /// Whether a pose that both have is of <paramref name="a"/>: of whom the detector sees where it has passed over the other for some looks; of whom is known to be somebody, where the other is not;
    /// of two who are, of whose box it fills clearly better; else of who was there first.
    /// </summary>
    private bool OwnsPose(PersonWork a, PersonWork b)
    {
        var isHeld = IsHeld(a, b);
        if (isHeld || IsHeld(b, a))
        {
            return !isHeld;
        }

        var isProven = IsProven(a);
        if (isProven != IsProven(b))
        {
            return isProven;
        }

        // Boxes round two halves of somebody new fill by turns: whoever is told of first goes on.
        var (fillsA, fillsB) = (PoseSimilarity.Fills(a.Joints, a.Box), PoseSimilarity.Fills(b.Joints, b.Box));
        return isProven && MathF.Abs(fillsA - fillsB) > FillsWorse ? fillsA > fillsB : a.Track.Value < b.Track.Value;
    }

    private static bool IsHeld(PersonWork held, PersonWork seen) => held.LooksUnmet >= HeldForLooks && seen is { LooksUnmet: 0, State: TrackState.Confirmed };

    private bool IsProven(PersonWork person) => _support.TryGetValue(person.Track, out var support) && support.IsProven;

    private void Judge(PersonWork person, FrameWork work)
    {
        if (person.State is TrackState.Ended or TrackState.Lost)
        {
            // Whoever is found again has to be shown by a pose again: it may be a second box round somebody else that was taken for them.
            Forget(person.Track);
        }
        else if (person.WantsPose)
        {
            if (!_support.TryGetValue(person.Track, out var support))
            {
                support = new PoseSupport(options.DoubtAfter_s);
                _support.Add(person.Track, support);
            }

            person.IsDoubted = support.IsDoubted(person.HasPose, work.Stamp.MediaTime);
            if (person.IsDoubted && person.State is TrackState.Confirmed)
            {
                person.State = TrackState.Tentative;
            }
        }
    }
}
