using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>One person over time: a box that moves with constant velocity and is corrected by detections.</summary>
public sealed class Track
{
    // Detectors jitter by a few percent of the box; these gains follow a walking person without passing the jitter on.
    private const float SizeGain = 0.5f;
    private const float VelocityGain = 0.4f;
    private const float ProbabilityGain = 0.3f;

    private Vector2 _center;
    private Vector2 _size;
    private Vector2 _velocity_px_s;
    private MediaTime _stateTime;
    private MediaTime _lastSeen;
    private MediaTime? _missedSince;

    internal Track(TrackId id, in Detection detection, MediaTime time, TrackState state)
    {
        Id = id;
        State = state;
        _center = detection.Box.Center;
        _size = new Vector2(detection.Box.Width, detection.Box.Height);
        Rotation = detection.Rotation;
        _stateTime = time;
        _lastSeen = time;
        ExistenceProbability = detection.Score;
        Hits = 1;
        SeenNow = true;
    }

    public TrackId Id { get; }

    public TrackState State { get; internal set; }

    /// <summary>0..1: detection scores, smoothed; falls while the person is not seen.</summary>
    public float ExistenceProbability { get; private set; }

    /// <summary>Frame pixels.</summary>
    public BoundingBox Box => BoundingBox.FromCenter(_center, _size.X, _size.Y);

    /// <summary>How the last detection leaned: <see cref="Detection.Rotation"/>.</summary>
    public float Rotation { get; private set; }

    /// <summary>Whether the box rests on this frame's picture: matched, or predicted in a frame where no detection was made.</summary>
    public bool SeenNow { get; internal set; }

    internal bool EndReported { get; set; }

    internal int Hits { get; private set; }

    /// <summary>Since a detection first missed it; 0 as long as every look found it, however long ago the last one was.</summary>
    internal double SecondsMissed(MediaTime now) => _missedSince is { } since ? now - since : 0;

    internal void Predict(MediaTime now)
    {
        _center += _velocity_px_s * (float)(now - _stateTime);
        _stateTime = now;
    }

    internal void Correct(in Detection detection, MediaTime now)
    {
        var box = detection.Box;
        // The velocity learns from the innovation since the last correction, the position takes the detection as it is.
        var elapsed = (float)(now - _lastSeen);
        if (elapsed > 0)
        {
            _velocity_px_s += VelocityGain * (box.Center - _center) / elapsed;
        }

        _center = box.Center;
        _size = Vector2.Lerp(_size, new Vector2(box.Width, box.Height), SizeGain);
        _lastSeen = now;
        _missedSince = null;
        _stateTime = now;
        Rotation = detection.Rotation;
        ExistenceProbability += ProbabilityGain * (detection.Score - ExistenceProbability);
        Hits++;
        SeenNow = true;
    }

    internal void Miss(MediaTime now)
    {
        _missedSince ??= now;
        ExistenceProbability *= 1 - ProbabilityGain;
        SeenNow = false;
    }
}
