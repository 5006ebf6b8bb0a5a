using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>One person over time: a box that moves with constant velocity and is corrected by detections, where they stood when their pose was last told, and how they look.</summary>
public sealed class Track
{
    private const float ProbabilityGain = 0.3f;

    // Of the box's width. Somebody who walks past goes so far in two frames at 15 a second, somebody who stands never.
    private const float Settled = 0.2f;

    private BoxMotion _motion;
    private Vector2 _matchedCenter;
    private MediaTime _stateTime;
    private MediaTime? _missedSince;
    private bool _isUnmet;
    private TrackPlace? _place;
    private float _sightProbability;
    private float _poseProbability = 1;
    private KnownLook _look;
    private BoxByPose _boxByPose;

    // As it was before a detection was taken to be somebody lost, until a pose shows that it is.
    private Course? _courseWhenLost;

    // Poses from before tell of where somebody else was taken to be them.
    private MediaTime? _wentOnAt;

    internal Track(TrackId id, in Detection detection, int index, MediaTime time, TrackState state)
    {
        SeenAs = index;
        Id = id;
        State = state;
        _motion = new BoxMotion(detection.Box);
        Rotation = detection.Rotation;
        _stateTime = time;
        FirstSeen = time;
        Matched = time;
        SureAt = time;
        _matchedCenter = detection.Box.Center;
        _sightProbability = detection.Score;
        Hits = 1;
        HitsSinceMiss = 1;
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

    /// <summary>Whether the person is taken to be seen: matched, predicted in a frame where no detection was made, or among others and shown by a pose or a box round several.</summary>
    public bool SeenNow { get; internal set; }

    /// <summary>Whether a prediction will not do for the next frame: new, doubted or lost, missed by the last look, or moved on by a good part of the box since a detector saw it.</summary>
    public bool IsUnsettled => State is not TrackState.Confirmed || _isUnmet || Vector2.Distance(Box.Center, _matchedCenter) > Settled * Box.Width;

    /// <summary>How many looks of the detector have met nobody here since the last that did, though they were not told to be in a box round several; 0 where the last one did.</summary>
    public int LooksUnmet { get; private set; }

    internal bool EndReported { get; set; }

    /// <summary>Somewhere in a detection of this frame that is round somebody else too.</summary>
    internal bool IsWithinShared { get; set; }

    /// <summary>Whether somebody else is expected before or behind in this frame.</summary>
    internal bool IsAmongOthers { get; set; }

    /// <summary>Whether nobody else is expected to touch their box in this frame.</summary>
    internal bool IsAlone { get; set; }

    /// <summary>Told to be there by the tracker once, whatever poses said later.</summary>
    internal bool WasConfirmed { get; set; }

    /// <summary>Whether the last look met nobody here, or nobody by themselves.</summary>
    internal bool IsUnmet => _isUnmet;

    /// <summary>Whether the picture's edge cut them off when they were last seen for sure; false where nobody knows.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>First seen within the picture, not at its edge; false where nobody knows.</summary>
    internal bool AppearedWhole { get; set; }

    /// <summary>Index of the frame's detection that is this person; null where none is.</summary>
    internal int? SeenAs { get; set; }

    /// <summary>Of the detector, since one of <see cref="CloseLook"/> held all of them.</summary>
    internal int LooksSinceCloseOne { get; set; }

    internal MediaTime FirstSeen { get; }

    /// <summary>Whether a sure one was not cut off by the picture's edge: before that nobody knows how the person looks.</summary>
    internal bool WasWhole { get; private set; }

    internal int Hits { get; private set; }

    /// <summary>Detections in a row.</summary>
    internal int HitsSinceMiss { get; private set; }

    /// <summary>Found again among others, too short a time ago to be sure that it is the same person.</summary>
    internal bool IsReturning { get; set; }

    /// <summary>Seen at least once with nobody beside.</summary>
    internal bool WasAlone { get; set; }

    /// <summary>When it was last matched with a detection of its own.</summary>
    internal MediaTime Matched { get; private set; }

    /// <summary>When it was last matched with a sure detection of its own.</summary>
    internal MediaTime SureAt { get; private set; }

    /// <summary>Of the last frame whose pose showed them where they were expected; null before any did.</summary>
    internal MediaTime? PosedAt { get; private set; }

    /// <summary>The pose network sees nobody there.</summary>
    internal bool IsDoubted { get; private set; }

    /// <summary>The pose network saw somebody there when the detector had made sure.</summary>
    internal bool WasBelieved { get; private set; }

    /// <summary>Since a detection first missed it; 0 as long as every look found it, however long ago the last one was.</summary>
    internal double SecondsMissed(MediaTime now) => _missedSince is { } since ? now - since : 0;

    internal void Predict(MediaTime now)
    {
        _motion.Predict(now - _stateTime);
        _stateTime = now;
    }

    internal double SquaredDistance(in Detection detection) => _motion.SquaredDistance(detection.Box);

    internal double Surprise(in Detection detection) => _motion.Surprise(detection.Box);

    /// <inheritdoc cref="KnownLook.Surprise(in SeenLook)"/>
    internal double? LookSurprise(in SeenLook look) => _look.Surprise(look);

    /// <inheritdoc cref="KnownLook.IsLike(in SeenLook)"/>
    internal bool LooksLike(in SeenLook look) => _look.IsLike(look);

    /// <inheritdoc cref="KnownLook.IsLike(in KnownLook)"/>
    internal bool Resembles(Track other) => _look.IsLike(other._look);

    /// <inheritdoc cref="KnownLook.IsFresh"/>
    internal bool IsLookFresh(MediaTime now) => _look.IsFresh(now);

    /// <summary>Metres between where two stand by now; NaN where either is not known.</summary>
    internal float DistanceTo(Track other, MediaTime now) =>
        _place is { } here && other._place is { } there ? Vector3.Distance(here.RootAt(now), there.RootAt(now)) : float.NaN;

    /// <summary>Where the person should be by how they walked in space; null while the picture is the better guide, and where it is not known.</summary>
    internal BoundingBox? BoxFromPlace(MediaTime now) => State is TrackState.Lost ? _place?.BoxAt(now) : null;

    internal bool Reaches(in BoundingBox expected, in Detection detection, MediaTime now) => _place!.Value.Reaches(expected, detection.Box, now);

    internal double PlaceSurprise(in BoundingBox expected, in Detection detection, MediaTime now) => _place!.Value.Surprise(expected, detection.Box, now);

    /// <summary>
    /// Minus twice the logarithm of how likely this person, whom no box has shown for a while, is somebody who has appeared, up to a constant; null where they cannot have got there, look
    /// otherwise, or it is not known where they stood.
    /// </summary>
    internal double? SurpriseAs(Track newcomer, MediaTime now)
    {
        var look = _look.Surprise(newcomer._look) ?? DetectionChoice.UnknownLook;
        return look <= DetectionChoice.OtherLook && _place is { } place && place.BoxAt(now) is { } expected && place.Reaches(expected, newcomer.Box, now)
            ? place.Surprise(expected, newcomer.Box, now) + look
            : null;
    }

    /// <summary>The newcomer was this person, who goes on from where the other is; the newcomer ends.</summary>
    internal void GoOnAs(Track newcomer)
    {
        _motion = newcomer._motion;
        _matchedCenter = newcomer._matchedCenter;
        _stateTime = newcomer._stateTime;
        _missedSince = null;
        _isUnmet = false;
        _place = newcomer._place ?? _place;
        _wentOnAt = newcomer.FirstSeen;
        _courseWhenLost = null;
        _sightProbability = newcomer._sightProbability;
        if (!WasWhole)
        {
            (WasWhole, _look) = (newcomer.WasWhole, newcomer._look);
        }

        WasAlone |= newcomer.WasAlone;
        IsAlone = newcomer.IsAlone;
        IsAmongOthers = newcomer.IsAmongOthers;
        IsCut = newcomer.IsCut;
        IsDoubted = newcomer.IsDoubted;
        PosedAt = newcomer.PosedAt;
        LooksUnmet = 0;
        LooksSinceCloseOne = newcomer.LooksSinceCloseOne;
        Matched = newcomer.Matched;
        SureAt = newcomer.SureAt;
        Rotation = newcomer.Rotation;
        Hits += newcomer.Hits;
        HitsSinceMiss = newcomer.HitsSinceMiss;
        (SeenAs, SeenNow, State) = (newcomer.SeenAs, true, TrackState.Confirmed);
        (newcomer.SeenAs, newcomer.SeenNow, newcomer.State) = (null, false, TrackState.Ended);
    }

    /// <inheritdoc cref="KnownLook.Remember"/>
    internal void Remember(in SeenLook look, bool isClear, MediaTime now)
    {
        if (!WasWhole && !look.IsCut)
        {
            // A leg at the edge is not how somebody looks.
            WasWhole = true;
            _look = default;
        }

        IsCut = look.IsCut;
        _look.Remember(look, isClear, now);
    }

    internal void Correct(in Detection detection, int index, bool isSure)
    {
        SeenAs = index;
        if (State is TrackState.Lost)
        {
            _courseWhenLost = new Course(_motion, _stateTime, _matchedCenter, Matched, SureAt, _missedSince, _sightProbability, LooksUnmet, IsCut);
        }

        var isSteppingIn = IsCut && !WasWhole;
        if ((_missedSince is not null && SquaredDistance(detection) > BoxMotion.MostSquaredDistance) || isSteppingIn)
        {
            // Found again elsewhere: the course before they were hidden says nothing any more. Nor does how a box grows while more and more of somebody comes in.
            _motion = new BoxMotion(detection.Box);
        }
        else
        {
            _motion.Correct(detection.Box, IsAmongOthers);
        }

        _missedSince = null;
        _isUnmet = false;
        LooksUnmet = 0;
        Matched = _stateTime;
        SureAt = isSure ? _stateTime : SureAt;
        _matchedCenter = Box.Center;
        Rotation = detection.Rotation;
        _sightProbability += ProbabilityGain * (detection.Score - _sightProbability);
        Hits++;
        HitsSinceMiss++;
        SeenNow = true;
    }

    internal void Miss(MediaTime now)
    {
        _missedSince ??= now;
        GoUnmet();
        LooksUnmet++;
        HitsSinceMiss = 0;
        _sightProbability *= 1 - ProbabilityGain;
        SeenNow = false;
    }

    /// <summary>No detection is theirs alone, and they are there all the same.</summary>
    /// <param name="isShared">A box round several shows them; else their pose does.</param>
    internal void Hold(bool isShared)
    {
        GoUnmet();
        LooksUnmet += isShared ? 0 : 1;
        SeenNow = true;
    }

    internal void Learn(in TrackSighting sighting, CameraModel camera)
    {
        if (sighting.Time < _wentOnAt)
        {
            return;
        }

        if (sighting.IsOfAnother && _courseWhenLost is { } course && State is TrackState.Tentative && sighting.Time > course.Time)
        {
            GoBackTo(course);
            return;
        }

        IsDoubted = sighting.IsDoubted;
        _courseWhenLost = IsDoubted ? _courseWhenLost : null;
        WasBelieved |= State is TrackState.Confirmed && !IsDoubted;
        _poseProbability += ProbabilityGain * ((IsDoubted ? 0 : 1) - _poseProbability);
        if (!IsDoubted && _boxByPose.Read(sighting.Trunk, sighting.Box, SeenAs is not null && !IsAmongOthers) is { } center)
        {
            PosedAt = sighting.Time;
            _motion.CorrectCenter(center, _stateTime - sighting.Time, SeenAs is null || IsAmongOthers);
        }

        if (float.IsFinite(sighting.Root_m.LengthSquared()) && float.IsFinite(sighting.Velocity_m_s.LengthSquared()))
        {
            _place = new TrackPlace(sighting, camera);
        }
    }

    /// <summary>Nobody has found them after all.</summary>
    private void GoBackTo(in Course course)
    {
        (_motion, _matchedCenter, Matched, SureAt, _missedSince, _sightProbability, LooksUnmet, IsCut) =
            (course.Motion, course.MatchedCenter, course.Matched, course.SureAt, course.MissedSince, course.SightProbability, course.LooksUnmet, course.IsCut);
        _motion.Predict(_stateTime - course.Time);
        _isUnmet = true;
        _courseWhenLost = null;
        HitsSinceMiss = 0;
        (State, SeenNow, SeenAs, IsReturning) = (TrackState.Lost, false, null, false);
    }

    private void GoUnmet()
    {
        if (!_isUnmet)
        {
            _isUnmet = true;
            _motion.KeepSize();
        }
    }

    private readonly record struct Course(
        BoxMotion Motion, MediaTime Time, Vector2 MatchedCenter, MediaTime Matched, MediaTime SureAt, MediaTime? MissedSince, float SightProbability, int LooksUnmet, bool IsCut);
}
