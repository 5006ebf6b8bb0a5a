using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>One person over time: a box that moves with constant velocity and is corrected by detections, and where they stood when their pose was last told.</summary>
public sealed class Track
{
    private const float ProbabilityGain = 0.3f;

    private BoxMotion _motion;
    private MediaTime _stateTime;
    private MediaTime? _missedSince;
    private TrackPlace? _place;
    private float _sightProbability;
    private float _poseProbability = 1;

    internal Track(TrackId id, in Detection detection, MediaTime time, TrackState state)
    {
        Id = id;
        State = state;
        _motion = new BoxMotion(detection.Box);
        Rotation = detection.Rotation;
        _stateTime = time;
        _sightProbability = detection.Score;
        Hits = 1;
        SeenNow = true;
    }

    public TrackId Id { get; }

    public TrackState State { get; internal set; }

    /// <summary>0..1: detection scores, smoothed; falls while the person is not seen, and while the pose network sees nobody.</summary>
    public float ExistenceProbability => _sightProbability * _poseProbability;

    /// <summary>Frame pixels.</summary>
    public BoundingBox Box => _motion.Box;

    /// <summary>How the last detection leaned: <see cref="Detection.Rotation"/>.</summary>
    public float Rotation { get; private set; }

    /// <summary>Whether the box rests on this frame's picture: matched, or predicted in a frame where no detection was made.</summary>
    public bool SeenNow { get; internal set; }

    internal bool EndReported { get; set; }

    internal int Hits { get; private set; }

    /// <summary>The pose network sees nobody there.</summary>
    internal bool IsDoubted { get; private set; }

    /// <summary>Since a detection first missed it; 0 as long as every look found it, however long ago the last one was.</summary>
    internal double SecondsMissed(MediaTime now) => _missedSince is { } since ? now - since : 0;

    internal void Predict(MediaTime now)
    {
        _motion.Predict(now - _stateTime);
        _stateTime = now;
    }

    internal double SquaredDistance(in Detection detection) => _motion.SquaredDistance(detection.Box);

    internal double Surprise(in Detection detection) => _motion.Surprise(detection.Box);

    /// <summary>Where the person should be by how they walked in space; null while the picture is the better guide, and where it is not known.</summary>
    internal BoundingBox? BoxFromPlace(MediaTime now) => State is TrackState.Lost ? _place?.BoxAt(now) : null;

    internal bool Reaches(in BoundingBox expected, in Detection detection, MediaTime now) => _place!.Value.Reaches(expected, detection.Box, now);

    internal void Correct(in Detection detection)
    {
        if (_missedSince is not null && SquaredDistance(detection) > BoxMotion.MostSquaredDistance)
        {
            // Found again elsewhere: the course before they were hidden says nothing any more.
            _motion = new BoxMotion(detection.Box);
        }
        else
        {
            _motion.Correct(detection.Box);
        }

        _missedSince = null;
        Rotation = detection.Rotation;
        _sightProbability += ProbabilityGain * (detection.Score - _sightProbability);
        Hits++;
        SeenNow = true;
    }

    internal void Miss(MediaTime now)
    {
        _missedSince ??= now;
        _sightProbability *= 1 - ProbabilityGain;
        SeenNow = false;
    }

    internal void Learn(in TrackSighting sighting, CameraModel camera)
    {
        IsDoubted = sighting.IsDoubted;
        _poseProbability += ProbabilityGain * ((IsDoubted ? 0 : 1) - _poseProbability);
        if (float.IsFinite(sighting.Root_m.LengthSquared()) && float.IsFinite(sighting.Velocity_m_s.LengthSquared()))
        {
            _place = new TrackPlace(sighting, camera);
        }
    }
}
