using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Follows the people of one camera. Boxes move with constant velocity; sure detections are paired first, with the people who are followed and then with those
/// who might be, and doubtful ones go to whom is left, not lost for long, and overlaps them (the two stages of ByteTrack, Zhang et al. 2022). Looks count as places do. Somebody lost is looked for
/// where their box and where their walk in space would have taken them; a box round two people is neither's, and both stay. Whoever appears amid the picture is, where that can be, somebody who vanished before. Poses, which come a few frames late, correct where boxes are, and
/// hold whom the detector misses among others. Allocates for new people only. Not thread-safe.
/// </summary>
public sealed class PersonTracker(TrackerOptions options, TrackIdSequence ids)
{
    // Beside a sure detection that was missed, a doubtful one is often a part of somebody else.
    private const float DoubtfulIou = 0.3f;

    // Two boxes and two places of one person who looks alike.
    private const float DoubleShare = 0.7f;
    private const float DoublePlace_m = 0.6f;

    // Longer than this nobody stays in one box with somebody else without being met by either alone.
    private const double LongestShared_s = 0.7;

    // Nor is anybody among others missed by every box for longer while poses show them, of which the last may be so old: they come two frames late, and one may be missing.
    private const double LongestUnmet_s = 1;
    private const double FreshPose_s = 0.3;
    private const int FreshPose_frames = 3;

    // People do not come from nowhere: whoever appears amid the picture may be somebody who vanished no longer ago.
    private const double LongestVanished_s = 2;

    // Somebody in a doubtful box may be the newcomer as well, where place and look surprise less than this.
    private const double MostSurpriseBesideBox = 10;

    // Where somebody was lost longer ago, a doubtful box is of what hides them or of the background; sooner it is often all of them that shows.
    private const double LongestLostForDoubtful_s = 0.25;

    // Whom the picture's edge cut off when they were last seen, and nobody has seen for longer, has gone out: who comes in there is somebody else.
    private const double LongestCut_s = 1;

    // With as much nobody else has come into the box since the frame before.
    private const float SettledIou = 0.6f;

    // With more overlap a detector's box may be of both.
    private const float CrowdedIou = 0.2f;

    // Among others the first detections of somebody who was lost are often of a neighbour, or of both.
    private const int CertainAfterHits = 3;

    private readonly List<Track> _tracks = [];
    private readonly DetectionChoice _choice = new();

    // Of this frame and of those before, the oldest first.
    private readonly Queue<MediaTime> _frames = new(FreshPose_frames + 1);

    /// <summary>Tracks after the last call, ended ones last included once.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>The stream's clock jumped: nobody can be followed across it. All tracks end, and are told so in the next frame.</summary>
    public void EndAll()
    {
        foreach (var track in _tracks)
        {
            track.State = TrackState.Ended;
            track.SeenNow = false;
            track.IsReturning = false;
        }

        _frames.Clear();
    }

    /// <summary>Takes what the pose of a person told, of an earlier frame of the same epoch. Somebody who is not followed any more is left in peace.</summary>
    public void Learn(TrackId id, in TrackSighting sighting, CameraModel camera)
    {
        foreach (var track in _tracks)
        {
            if (track.Id == id && track.State is not TrackState.Ended)
            {
                track.Learn(sighting, camera);
                if (track.IsDoubted && track.State is TrackState.Confirmed)
                {
                    track.State = TrackState.Tentative;
                }
            }
        }
    }

    /// <summary>Moves every track to <paramref name="now"/> in a frame where the detector did not run.</summary>
    public void Predict(MediaTime now)
    {
        Advance(now);
        ForgetReported();
        foreach (var track in _tracks)
        {
            if (track.State is TrackState.Ended)
            {
                continue;
            }

            track.Predict(now);
            track.SeenNow = track.State is not TrackState.Lost;
            EndIfMissed(track, now);
        }

        MarkReported();
    }

    /// <summary>
    /// Whether a re-identification network should be asked about a detection before <see cref="Update"/>: whoever it is of is new, lost, among others or not known well yet. Of somebody who goes
    /// on where they were with nobody near it would say what is known; of a doubtful detection, often a part of somebody, nothing.
    /// </summary>
    /// <param name="detections">Of the frame, in frame pixels.</param>
    /// <param name="index">Which of them.</param>
    public bool WantsEmbedding(ReadOnlySpan<Detection> detections, int index, MediaTime now)
    {
        var detection = detections[index];
        if (!(detection.Score >= options.StartScore && detection.Box is { IsFinite: true, Width: > 0, Height: > 0 }))
        {
            return false;
        }

        Track? near = null;
        foreach (var track in _tracks)
        {
            if (track.State is not TrackState.Ended && BoundingBox.IntersectionOverUnion(track.Box, detection.Box) > DetectionChoice.ClearIou)
            {
                if (near is not null)
                {
                    return true;
                }

                near = track;
            }
        }

        return near is not { State: TrackState.Confirmed, SeenNow: true }
            || !near.IsLookFresh(now)
            || BoundingBox.IntersectionOverUnion(near.Box, detection.Box) < SettledIou
            || !DetectionChoice.IsClear(detections, index);
    }

    /// <summary>Matches a frame's detections, in frame pixels. Those without an area or with numbers that are none are ignored.</summary>
    /// <param name="looks">How whoever is in each of them looks; empty: not known.</param>
    public void Update(ReadOnlySpan<Detection> detections, MediaTime now, ReadOnlySpan<SeenLook> looks = default)
    {
        Advance(now);
        ForgetReported();
        foreach (var track in _tracks)
        {
            track.SeenNow = false;
            track.SeenAs = null;
            track.IsWithinShared = false;

            // One that EndAll ended stays where it was last: its clock and this one have nothing in common.
            if (track.State is not TrackState.Ended)
            {
                track.Predict(now);
            }
        }

        foreach (var track in _tracks)
        {
            track.IsAmongOthers = IsNear(track, CrowdedIou);
            track.IsAlone = !track.IsUnmet && !IsNear(track, DetectionChoice.ClearIou);
        }

        _choice.Begin(detections);
        _choice.TakeShared(detections, _tracks);
        Offer(now, static (track, _) => track.State is TrackState.Confirmed or TrackState.Lost || track.IsReturning);
        _choice.Pair(detections, looks, now, options.StartScore, float.PositiveInfinity, options.MinIou, byOverlapOnly: false);
        Offer(now, static (track, _) => track.State is TrackState.Tentative);
        _choice.Pair(detections, looks, now, options.StartScore, float.PositiveInfinity, options.MinIou, byOverlapOnly: false);
        Offer(now, static (track, now) => track.State is not TrackState.Ended && (track.State is not TrackState.Lost || track.SecondsMissed(now) <= LongestLostForDoubtful_s));
        _choice.Pair(detections, looks, now, 0, options.StartScore, Math.Max(DoubtfulIou, options.MinIou), byOverlapOnly: true);

        LearnWhoReturns();
        foreach (var track in _tracks)
        {
            Judge(track, now);
        }

        LearnWhoWasAlone(detections);
        EndDoubles(now);
        if (!looks.IsEmpty)
        {
            RememberLooks(detections, looks, now);
        }

        for (var i = 0; i < detections.Length; i++)
        {
            if (!_choice.IsTaken(i) && detections[i].Score >= options.StartScore && !(looks.Length > 0 && IsSeenAlready(detections[i], looks[i])))
            {
                var state = options.ConfirmAfterHits <= 1 ? TrackState.Confirmed : TrackState.Tentative;
                var track = new Track(ids.Next(), detections[i], i, now, state);
                _tracks.Add(track);
                if (!looks.IsEmpty)
                {
                    track.AppearedWhole = !looks[i].IsCut;
                    track.Remember(looks[i], isClear: false, now);
                }
            }
        }

        MarkReported();
    }

    private void Advance(MediaTime now)
    {
        if (_frames.Count > FreshPose_frames)
        {
            _frames.Dequeue();
        }

        _frames.Enqueue(now);
    }

    /// <summary>Detectors draw two boxes round somebody, of different sizes: there is no second person who looks the same in the same place.</summary>
    private bool IsSeenAlready(in Detection detection, in SeenLook look)
    {
        foreach (var track in _tracks)
        {
            if (track.SeenNow && BoundingBox.SharedPart(track.Box, detection.Box) > DoubleShare && track.LooksLike(look))
            {
                return true;
            }
        }

        return false;
    }

    private void LearnWhoReturns()
    {
        foreach (var track in _tracks)
        {
            if (track.SeenNow)
            {
                track.IsReturning = (track.IsReturning || track.State is TrackState.Lost) && track.HitsSinceMiss < CertainAfterHits
                    && (track.IsCut || IsNear(track, DetectionChoice.ClearIou));
            }
        }
    }

    /// <summary>A second box round somebody is never seen by itself.</summary>
    private void LearnWhoWasAlone(ReadOnlySpan<Detection> detections)
    {
        foreach (var track in _tracks)
        {
            track.WasAlone = track.WasAlone || (track.SeenAs is { } seen && detections[seen].Score >= options.StartScore && DetectionChoice.IsClear(detections, seen));
        }
    }

    /// <summary>Of two tracks of one person, of which at most one is seen, the shorter one ends.</summary>
    private void EndDoubles(MediaTime now)
    {
        for (var a = 0; a < _tracks.Count; a++)
        {
            for (var b = a + 1; b < _tracks.Count; b++)
            {
                var (older, younger) = _tracks[a].Hits >= _tracks[b].Hits ? (_tracks[a], _tracks[b]) : (_tracks[b], _tracks[a]);
                if (younger is { State: TrackState.Lost, WasAlone: false } && older.State is not TrackState.Ended && IsDouble(older, younger, now))
                {
                    younger.State = TrackState.Ended;
                }
            }
        }
    }

    private static bool IsDouble(Track a, Track b, MediaTime now) =>
        BoundingBox.SharedPart(a.Box, b.Box) > DoubleShare && a.Resembles(b) && !(a.DistanceTo(b, now) > DoublePlace_m);

    private void RememberLooks(ReadOnlySpan<Detection> detections, ReadOnlySpan<SeenLook> looks, MediaTime now)
    {
        foreach (var track in _tracks)
        {
            if (track.SeenAs is { } seen && detections[seen].Score >= options.StartScore)
            {
                track.Remember(looks[seen], DetectionChoice.IsClear(detections, seen), now);
            }
        }
    }

    /// <summary>Of two boxes round somebody who comes back, the new one is not believed before it is clear who that is.</summary>
    private bool IsWhereSomebodyReturns(Track track)
    {
        foreach (var other in _tracks)
        {
            if (other != track && other.IsReturning && BoundingBox.SharedPart(other.Box, track.Box) > DoubleShare)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether somebody else's box overlaps a track's by more.</summary>
    private bool IsNear(Track track, float iou)
    {
        foreach (var other in _tracks)
        {
            if (other != track && other.State is not TrackState.Ended && BoundingBox.IntersectionOverUnion(other.Box, track.Box) > iou)
            {
                return true;
            }
        }

        return false;
    }

    private void Offer(MediaTime now, Func<Track, MediaTime, bool> wanted)
    {
        foreach (var track in _tracks)
        {
            if (!track.SeenNow && wanted(track, now))
            {
                _choice.AddTrack(track);
            }
        }
    }

    private void Judge(Track track, MediaTime now)
    {
        if (track.State is TrackState.Ended)
        {
            return;
        }

        if (track.SeenNow)
        {
            var isNew = track.State is TrackState.Tentative && (track.Hits < options.ConfirmAfterHits || track.IsDoubted || IsWhereSomebodyReturns(track));
            var isSure = !isNew && !track.IsReturning;
            if (isSure && track is { WasConfirmed: false, AppearedWhole: true } && WhoVanished(track, now) is { } vanished)
            {
                vanished.GoOnAs(track);
                return;
            }

            track.State = isSure ? TrackState.Confirmed : TrackState.Tentative;
            track.WasConfirmed |= isSure;
            return;
        }

        var isShared = IsHeldByShared(track, now);
        if (isShared || IsHeldByPose(track, now))
        {
            track.Hold(isShared);
            return;
        }

        track.Miss(now);
        // Whoever is being hidden is doubted first, and then missed: somebody known is looked for all the same.
        track.State = track.State is TrackState.Tentative && !track.WasBelieved && !track.IsReturning ? TrackState.Ended : TrackState.Lost;
        track.IsReturning = false;
        EndIfMissed(track, now);
    }

    /// <summary>
    /// Whoever a newcomer amid the picture most likely is: somebody whom no sure box has met since before: lost, in a doubtful box or shown by poses only. Null where it can be nobody; whom the edge cut off when they
    /// were last seen has gone out.
    /// </summary>
    private Track? WhoVanished(Track newcomer, MediaTime now)
    {
        (Track? vanished, var least) = (null, DetectionChoice.MostSurprise);
        foreach (var other in _tracks)
        {
            var isMissing = other.State is TrackState.Lost || other is { State: TrackState.Confirmed, IsWithinShared: false };
            var isBefore = other.SureAt < newcomer.FirstSeen && now - other.SureAt <= LongestVanished_s;
            var most = other.SeenAs is null ? least : Math.Min(least, MostSurpriseBesideBox);
            if (isMissing && isBefore && other is { WasBelieved: true, IsCut: false } && other.SurpriseAs(newcomer, now) is { } surprise && surprise < most)
            {
                (vanished, least) = (other, surprise);
            }
        }

        return vanished;
    }

    /// <summary>Who is somewhere in a box round several.</summary>
    private static bool IsHeldByShared(Track track, MediaTime now) => track is { State: TrackState.Confirmed, IsWithinShared: true } && now - track.Matched <= LongestShared_s;

    /// <summary>Whom no box is left for in a crowd, and whose pose shows them all the same. Alone they would have a box: there a pose shows what the network makes of the background.</summary>
    private bool IsHeldByPose(Track track, MediaTime now) =>
        track is { State: TrackState.Confirmed, IsAmongOthers: true, PosedAt: { } posed } && (now - posed <= FreshPose_s || posed >= _frames.Peek()) && now - track.Matched <= LongestUnmet_s;

    // An end is in the list of exactly one frame, also when EndAll declared it between two frames.
    private void ForgetReported() => _tracks.RemoveAll(static track => track.EndReported);

    private void MarkReported()
    {
        foreach (var track in _tracks)
        {
            track.EndReported = track.State is TrackState.Ended;
        }
    }

    // Frames in which nobody looked are no evidence: the time runs from the first look that did not find the person.
    private void EndIfMissed(Track track, MediaTime now)
    {
        if (track.SecondsMissed(now) > (track.IsCut ? Math.Min(LongestCut_s, options.EndAfter_s) : options.EndAfter_s))
        {
            track.State = TrackState.Ended;
            track.SeenNow = false;
        }
    }
}
