using PoseStream.Core.Assignment;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Which detection is which track, in rounds: each takes the tracks and detections that are still free and pairs them so that
/// all together are the likeliest. Reused; not thread-safe.
/// </summary>
internal sealed class DetectionChoice
{
    /// <summary>Beyond it a pair is not expected at all, and only its overlap counts.</summary>
    public const double MostSurprise = 25;

    /// <summary>How surprising a look is taken to be that nobody can compare.</summary>
    public const double UnknownLook = 3;

    /// <summary>A look that is more surprising is another's: then only a box that goes on as before is believed, or one in which nobody else can be.</summary>
    public const double OtherLook = 11;

    /// <summary>With more overlap somebody may stand in front.</summary>
    public const float ClearIou = 0.1f;

    // Above 0, so that two far pairs are not given up for a near one.
    private const double ForPairing = 0.05;

    // A look that is the same.
    private const double SameLook = 4;
    private const double GoesOn = 4;
    private const float GoesOnIou = 0.6f;

    // Of somebody who steps in another part shows in each frame, and their box grows as no walk makes it: for so long looks tell nothing, and what overlaps by so much goes on.
    private const double StepsIn_s = 1;
    private const float StepsInIou = 0.4f;

    // Of somebody who goes out less shows in each frame, and the box that was expected reaches beyond the edge.
    private const float StepsOutIou = 0.3f;

    // Whoever is alone and in sight goes on in a box that overlaps as much, and that nobody else touches, nor a box as sure as is wanted: a jump, a squat or a stoop changes box and clothes as no walk does.
    private const float AloneIou = 0.5f;
    private const double ForAlone = 25;

    // Overlap of one box with two people together, and by how much it must be more than with either alone.
    private const float SharedIou = 0.6f;
    private const float SharedBetter = 0.12f;

    // Of two who might be in one box the one who was seen longer is there: doubles live shortly.
    private const double ForEstablished = 4;
    private const int EstablishedHits = 30;

    private readonly AssignmentWorkspace _workspace = new();
    private readonly List<Track> _tracks = [];
    private readonly List<int> _detections = [];
    private bool[] _taken = [];
    private double[] _gains = [];
    private int[] _detectionOf = [];

    public bool IsTaken(int detection) => _taken[detection];

    /// <summary>Whether no other detection touches one, of those with at least <paramref name="leastScore"/>.</summary>
    public static bool IsClear(ReadOnlySpan<Detection> detections, int seen, float leastScore = 0)
    {
        for (var d = 0; d < detections.Length; d++)
        {
            if (d != seen && detections[d].Score >= leastScore && BoundingBox.IntersectionOverUnion(detections[d].Box, detections[seen].Box) > ClearIou)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets the frame before.</summary>
    public void Begin(ReadOnlySpan<Detection> detections)
    {
        if (_taken.Length < detections.Length)
        {
            _taken = new bool[detections.Length];
        }

        Array.Clear(_taken);
        for (var d = 0; d < detections.Length; d++)
        {
            // No person has no area; nobody can be matched to numbers that are none.
            var box = detections[d].Box;
            _taken[d] = !(box.IsFinite && box is { Width: > 0, Height: > 0 } && float.IsFinite(detections[d].Score));
        }
    }

    /// <summary>
    /// Detectors draw one box round two people who pass one another. Such a box is neither's: it is taken out, and both are known to be there, within it.
    /// </summary>
    public void TakeShared(ReadOnlySpan<Detection> detections, IReadOnlyList<Track> tracks)
    {
        for (var d = 0; d < detections.Length; d++)
        {
            for (var a = 0; a < tracks.Count && !_taken[d]; a++)
            {
                for (var b = a + 1; b < tracks.Count && !_taken[d]; b++)
                {
                    if (tracks[a].State is TrackState.Confirmed && tracks[b].State is TrackState.Confirmed && IsRoundBoth(detections[d].Box, tracks[a].Box, tracks[b].Box))
                    {
                        _taken[d] = true;
                        tracks[a].IsWithinShared = true;
                        tracks[b].IsWithinShared = true;
                    }
                }
            }
        }
    }

    public void AddTrack(Track track) => _tracks.Add(track);

    /// <summary>Pairs the added tracks, which are forgotten then, with the free detections from <paramref name="leastScore"/> to below <paramref name="belowScore"/>.</summary>
    /// <param name="byOverlapOnly">The detections are doubtful ones, of which one at the expected place is not enough.</param>
    /// <param name="looks">How whoever is in each detection looks; empty: not known.</param>
    public void Pair(
        ReadOnlySpan<Detection> detections, ReadOnlySpan<SeenLook> looks, MediaTime now, float leastScore, float belowScore, float minIou, bool byOverlapOnly)
    {
        _detections.Clear();
        for (var d = 0; d < detections.Length; d++)
        {
            if (!_taken[d] && detections[d].Score >= leastScore && detections[d].Score < belowScore)
            {
                _detections.Add(d);
            }
        }

        if (_tracks.Count > 0 && _detections.Count > 0)
        {
            Solve(detections, looks, now, leastScore, minIou, byOverlapOnly);
        }

        _tracks.Clear();
    }

    private void Solve(ReadOnlySpan<Detection> detections, ReadOnlySpan<SeenLook> looks, MediaTime now, float leastScore, float minIou, bool byOverlapOnly)
    {
        var (rows, columns) = (_tracks.Count, _detections.Count);
        if (_gains.Length < rows * columns || _detectionOf.Length < rows)
        {
            _gains = new double[rows * columns];
            _detectionOf = new int[rows];
        }

        for (var t = 0; t < rows; t++)
        {
            var fromPlace = _tracks[t].BoxFromPlace(now);
            for (var d = 0; d < columns; d++)
            {
                var detection = detections[_detections[d]];
                var isCut = !looks.IsEmpty && looks[_detections[d]].IsCut;
                var lookSurprise = looks.IsEmpty || StepsIn(_tracks[t], detection, now) ? null : _tracks[t].LookSurprise(looks[_detections[d]]);
                var gain = Gain(_tracks[t], fromPlace, detection, isCut, lookSurprise, now, minIou, byOverlapOnly);

                // At the picture's edge nobody goes on alone: there one goes out while another comes in.
                _gains[(t * columns) + d] = !isCut && GoesOnAlone(_tracks[t], detections, _detections[d], leastScore) ? Math.Max(gain, ForAlone) : gain;
            }
        }

        LinearAssignment.Solve(_gains.AsSpan(0, rows * columns), rows, columns, _detectionOf, _workspace);
        for (var t = 0; t < rows; t++)
        {
            if (_detectionOf[t] != LinearAssignment.Nothing)
            {
                var detection = _detections[_detectionOf[t]];
                _taken[detection] = true;
                _tracks[t].Correct(detections[detection], detection, isSure: !byOverlapOnly);
            }
        }
    }

    private static bool IsRoundBoth(in BoundingBox box, in BoundingBox a, in BoundingBox b)
    {
        var overlap = BoundingBox.IntersectionOverUnion(box, BoundingBox.Round(a, b));
        return overlap >= SharedIou
            && overlap >= SharedBetter + Math.Max(BoundingBox.IntersectionOverUnion(box, a), BoundingBox.IntersectionOverUnion(box, b));
    }

    private bool GoesOnAlone(Track track, ReadOnlySpan<Detection> detections, int seen, float leastScore)
    {
        if (track.State is TrackState.Lost || !track.IsAlone || !(BoundingBox.IntersectionOverUnion(track.Box, detections[seen].Box) >= AloneIou))
        {
            return false;
        }

        foreach (var other in _tracks)
        {
            if (other != track && BoundingBox.IntersectionOverUnion(other.Box, detections[seen].Box) > ClearIou)
            {
                return false;
            }
        }

        return IsClear(detections, seen, leastScore);
    }

    private static bool StepsIn(Track track, in Detection detection, MediaTime now) =>
        track is { WasWhole: false, State: not TrackState.Lost } && now - track.FirstSeen <= StepsIn_s && BoundingBox.IntersectionOverUnion(track.Box, detection.Box) >= StepsInIou;

    private static double Gain(
        Track track, BoundingBox? fromPlace, in Detection detection, bool isCut, double? lookSurprise, MediaTime now, float minIou, bool byOverlapOnly)
    {
        var overlap = BoundingBox.IntersectionOverUnion(track.Box, detection.Box);
        var wasLostWithin = track is { State: TrackState.Lost, IsCut: false };

        // However the box of somebody has changed who goes out there.
        var stepsOut = isCut && !wasLostWithin && overlap >= StepsOutIou;
        var distance = track.SquaredDistance(detection);
        var surprise = track.Surprise(detection);
        if (fromPlace is { } expected)
        {
            // A place in space knows better where nobody can have got to than a box that nothing corrected.
            if (!track.Reaches(expected, detection, now))
            {
                return 0;
            }

            overlap = Math.Max(overlap, BoundingBox.IntersectionOverUnion(expected, detection.Box));
            if (lookSurprise is not null)
            {
                // It reaches farther than a box; only looks tell then who came out.
                surprise = Math.Min(surprise, track.PlaceSurprise(expected, detection, now));
            }
        }

        // Whoever comes in over the edge comes from outside.
        if (isCut && wasLostWithin && overlap < minIou)
        {
            return 0;
        }

        if (lookSurprise > OtherLook && !(track.State is not TrackState.Lost && distance <= GoesOn && overlap >= GoesOnIou))
        {
            return 0;
        }

        // A box that overlaps and is not as expected may be one round two people.
        var fits = distance <= BoxMotion.MostSquaredDistance;
        var isAsExpected = (overlap >= minIou && (fits || stepsOut || lookSurprise is null or <= SameLook)) || (!byOverlapOnly && fits);
        var established = ForEstablished * Math.Min(track.Hits, EstablishedHits) / EstablishedHits;
        return isAsExpected ? ForPairing + overlap + Math.Max(0, MostSurprise + established - surprise - (lookSurprise ?? UnknownLook)) : 0;
    }
}
