using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Follows the people of one camera: constant velocity, greedy match by overlap, best pair first. Not thread-safe.
/// </summary>
public sealed class PersonTracker(TrackerOptions options, TrackIdSequence ids)
{
    private readonly List<Track> _tracks = [];
    private readonly List<(float Iou, int Track, int Detection)> _pairs = [];
    private bool[] _detectionUsed = new bool[64];

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

    /// <summary>Matches a frame's detections, in frame pixels, best first.</summary>
    public void Update(ReadOnlySpan<Detection> detections, MediaTime now)
    {
        ForgetReported();
        foreach (var track in _tracks)
        {
            // One that EndAll ended stays where it was last: its clock and this one have nothing in common.
            if (track.State is not TrackState.Ended)
            {
                track.Predict(now);
            }
        }

        Match(detections, now);
        for (var i = 0; i < detections.Length; i++)
        {
            if (!_detectionUsed[i] && detections[i].Score >= options.StartScore)
            {
                var state = options.ConfirmAfterHits <= 1 ? TrackState.Confirmed : TrackState.Tentative;
                _tracks.Add(new Track(ids.Next(), detections[i], now, state));
            }
        }

        MarkReported();
    }

    private void Match(ReadOnlySpan<Detection> detections, MediaTime now)
    {
        if (_detectionUsed.Length < detections.Length)
        {
            _detectionUsed = new bool[detections.Length];
        }

        Array.Clear(_detectionUsed);
        _pairs.Clear();
        for (var t = 0; t < _tracks.Count; t++)
        {
            if (_tracks[t].State is TrackState.Ended)
            {
                continue;
            }

            _tracks[t].SeenNow = false;
            var predicted = _tracks[t].Box;
            for (var d = 0; d < detections.Length; d++)
            {
                var iou = BoundingBox.IntersectionOverUnion(predicted, detections[d].Box);
                if (iou >= options.MinIou)
                {
                    _pairs.Add((iou, t, d));
                }
            }
        }

        _pairs.Sort(static (a, b) => b.Iou.CompareTo(a.Iou));
        foreach (var (_, t, d) in _pairs)
        {
            var track = _tracks[t];
            if (!track.SeenNow && !_detectionUsed[d])
            {
                _detectionUsed[d] = true;
                track.Correct(detections[d], now);
                track.State = track.State is TrackState.Tentative && track.Hits < options.ConfirmAfterHits ? TrackState.Tentative : TrackState.Confirmed;
            }
        }

        foreach (var track in _tracks)
        {
            if (!track.SeenNow && track.State is not TrackState.Ended)
            {
                track.Miss(now);
                track.State = track.State is TrackState.Tentative ? TrackState.Ended : TrackState.Lost;
                EndIfMissed(track, now);
            }
        }
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
