using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Follows the people of one camera. Boxes move with constant velocity; sure detections are paired first, with the people who are followed and then with those
/// who might be, and doubtful ones go to whom is left and overlaps them (the two stages of ByteTrack, Zhang et al. 2022). Somebody lost is looked for where their box and
/// where their walk in space would have taken them. Allocates for new people only. Not thread-safe.
/// </summary>
public sealed class PersonTracker(TrackerOptions options, TrackIdSequence ids)
{
    // Beside a sure detection that was missed, a doubtful one is often a part of somebody else.
    private const float DoubtfulIou = 0.3f;

    private readonly List<Track> _tracks = [];
    private readonly DetectionChoice _choice = new();

    /// <summary>Tracks after the last call, ended ones last included once.</summary>
    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>The stream's clock jumped: nobody can be followed across it. All tracks end, and are told so in the next frame.</summary>
    public void EndAll()
    {
        foreach (var track in _tracks)
        {
            track.State = TrackState.Ended;
            track.SeenNow = false;
        }
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

    /// <summary>Matches a frame's detections, in frame pixels. Those without an area or with numbers that are none are ignored.</summary>
    public void Update(ReadOnlySpan<Detection> detections, MediaTime now)
    {
        ForgetReported();
        foreach (var track in _tracks)
        {
            track.SeenNow = false;

            // One that EndAll ended stays where it was last: its clock and this one have nothing in common.
            if (track.State is not TrackState.Ended)
            {
                track.Predict(now);
            }
        }

        _choice.Begin(detections);
        Offer(static track => track.State is TrackState.Confirmed or TrackState.Lost);
        _choice.Pair(detections, now, options.StartScore, float.PositiveInfinity, options.MinIou, byOverlapOnly: false);
        Offer(static track => track.State is TrackState.Tentative);
        _choice.Pair(detections, now, options.StartScore, float.PositiveInfinity, options.MinIou, byOverlapOnly: false);
        Offer(static track => track.State is not TrackState.Ended);
        _choice.Pair(detections, now, 0, options.StartScore, Math.Max(DoubtfulIou, options.MinIou), byOverlapOnly: true);

        foreach (var track in _tracks)
        {
            Judge(track, now);
        }

        for (var i = 0; i < detections.Length; i++)
        {
            if (!_choice.IsTaken(i) && detections[i].Score >= options.StartScore)
            {
                var state = options.ConfirmAfterHits <= 1 ? TrackState.Confirmed : TrackState.Tentative;
                _tracks.Add(new Track(ids.Next(), detections[i], now, state));
            }
        }

        MarkReported();
    }

    private void Offer(Predicate<Track> wanted)
    {
        foreach (var track in _tracks)
        {
            if (!track.SeenNow && wanted(track))
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
            var isNew = track.State is TrackState.Tentative && (track.Hits < options.ConfirmAfterHits || track.IsDoubted);
            track.State = isNew ? TrackState.Tentative : TrackState.Confirmed;
            return;
        }

        track.Miss(now);
        track.State = track.State is TrackState.Tentative ? TrackState.Ended : TrackState.Lost;
        EndIfMissed(track, now);
    }

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
        if (track.SecondsMissed(now) > options.EndAfter_s)
        {
            track.State = TrackState.Ended;
            track.SeenNow = false;
        }
    }
}
