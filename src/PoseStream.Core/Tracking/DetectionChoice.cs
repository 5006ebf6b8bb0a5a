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
    // Above 0, so that two far pairs are not given up for a near one.
    private const double ForPairing = 0.05;

    // Beyond it a pair is not expected at all, and only its overlap counts.
    private const double MostSurprise = 25;

    private readonly AssignmentWorkspace _workspace = new();
    private readonly List<Track> _tracks = [];
    private readonly List<int> _detections = [];
    private bool[] _taken = [];
    private double[] _gains = [];
    private int[] _detectionOf = [];

    public bool IsTaken(int detection) => _taken[detection];

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

    public void AddTrack(Track track) => _tracks.Add(track);

    /// <summary>Pairs the added tracks, which are forgotten then, with the free detections from <paramref name="leastScore"/> to below <paramref name="belowScore"/>.</summary>
    /// <param name="byOverlapOnly">A detection at the expected place is not enough.</param>
    public void Pair(ReadOnlySpan<Detection> detections, MediaTime now, float leastScore, float belowScore, float minIou, bool byOverlapOnly)
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
            Solve(detections, now, minIou, byOverlapOnly);
        }

        _tracks.Clear();
    }

    private void Solve(ReadOnlySpan<Detection> detections, MediaTime now, float minIou, bool byOverlapOnly)
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
                _gains[(t * columns) + d] = Gain(_tracks[t], fromPlace, detections[_detections[d]], now, minIou, byOverlapOnly);
            }
        }

        LinearAssignment.Solve(_gains.AsSpan(0, rows * columns), rows, columns, _detectionOf, _workspace);
        for (var t = 0; t < rows; t++)
        {
            if (_detectionOf[t] != LinearAssignment.Nothing)
            {
                var detection = _detections[_detectionOf[t]];
                _taken[detection] = true;
                _tracks[t].Correct(detections[detection]);
            }
        }
    }

    private static double Gain(Track track, BoundingBox? fromPlace, in Detection detection, MediaTime now, float minIou, bool byOverlapOnly)
    {
        var overlap = BoundingBox.IntersectionOverUnion(track.Box, detection.Box);
        if (fromPlace is { } expected)
        {
            // A place in space knows better where nobody can have got to than a box that nothing corrected.
            if (!track.Reaches(expected, detection, now))
            {
                return 0;
            }

            overlap = Math.Max(overlap, BoundingBox.IntersectionOverUnion(expected, detection.Box));
        }

        var isAsExpected = overlap >= minIou || (!byOverlapOnly && track.SquaredDistance(detection) <= BoxMotion.MostSquaredDistance);
        return isAsExpected ? ForPairing + overlap + Math.Max(0, MostSurprise - track.Surprise(detection)) : 0;
    }
}
