using System.Numerics;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.Daemon.Hosting;
using PoseStream.Pipeline.Channels;

namespace PoseStream.Daemon.Calibrating.Learning;

/// <summary>
/// Learns how one fixed camera hangs over the ground, and its lens where nobody calibrated it, from the people who pass. What it has learnt stays until it knows much better, or until people do
/// not fit it any more: somebody moved the camera then, and what is published rests again on what was known before. It is kept over a restart.
/// </summary>
/// <param name="lens">The camera's, without a place; null where it is to be found as well.</param>
/// <param name="fieldOfView_deg">Assumed to begin with where <paramref name="lens"/> is null.</param>
internal sealed class CameraLearner(
    CameraId id, CameraModel? lens, double fieldOfView_deg, KeptCalibration kept, TimeProvider time, ILogger logger) : ILearnedCalibration
{
    // Who passes this camera need not be who was measured, and may be the same few all day.
    private static readonly StatureRange Passers = StatureRange.Adults with { MeanError_m = 0.05 };

    // In the order in which they came; what was seen before says less of a camera that somebody may have turned.
    private const int Kept = 200;
    private const int NewForATry = 20;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTriesOnceKnown = TimeSpan.FromSeconds(20);

    // Through a lens that is known a network tells distances as well as a ground that is less sure than this.
    private const double LargestHeightSigma = 0.1;
    private const double LargestPitchError_rad = 2 * Math.PI / 180;

    // Metres jump when another camera takes the place of the one that was known, so it must be worth it: half the variance, or so many standard errors away, again and again.
    private const double SurerShare = 0.5;
    private const double FarAway = 3;
    private const float FarTurned_rad = 3 * MathF.PI / 180;
    private const int Contradictions = 3;

    // Of the newest sightings so many, of so many people, must not fit.
    private const int Checked = 30;
    private const double MovedShare = 0.5;
    private const int LeastMisfits = 3;

    // Waiting for an estimate to end: of people who walk on meanwhile the newest.
    private const int Waiting = 64;

    private readonly StageChannel<(UprightSighting Sighting, FrameGeometry Geometry)> _seen = StageChannel.NewestWins<(UprightSighting, FrameGeometry)>(Waiting, static _ => { });
    private readonly UprightFilter _filter = new();
    private readonly List<UprightSighting> _sightings = [];
    private FrameGeometry _geometry;
    private int _newForTry;
    private int _newForCheck;
    private long? _triedAt;
    private int _contradicted;
    private string? _toldReason;
    private volatile CameraModel? _camera = kept.Read(lens);

    /// <inheritdoc/>
    public CameraModel? Camera => _camera;

    /// <summary>Looks at a published frame. It is called from the camera's pipeline, allocates nothing and leaves the work to <see cref="RunAsync"/>.</summary>
    public void See(PoseFrame frame)
    {
        for (var i = 0; i < frame.People.Count; i++)
        {
            if (_filter.TrySee(frame.People[i], out var sighting))
            {
                _seen.TryWrite((sighting, frame.Camera.Geometry));
            }
        }
    }

    /// <summary>Learns until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await using var end = stopping.Register(() => _seen.Complete()).ConfigureAwait(false);
        while (await _seen.WaitToReadAsync().ConfigureAwait(false) && !stopping.IsCancellationRequested)
        {
            LearnNext();
        }
    }

    /// <returns>Whether anybody had been seen.</returns>
    internal bool LearnNext()
    {
        if (!_seen.TryRead(out var seen))
        {
            return false;
        }

        Learn(seen.Sighting, seen.Geometry);
        return true;
    }

    private void Learn(in UprightSighting sighting, FrameGeometry geometry)
    {
        if (geometry != _geometry)
        {
            _geometry = geometry;
            Forget();
        }

        if (_sightings.Count == Kept)
        {
            _sightings.RemoveAt(0);
        }

        _sightings.Add(sighting);
        _newForTry++;
        _newForCheck++;
        if (_camera is { } camera && _newForCheck >= Checked)
        {
            _newForCheck = 0;
            if (HasMoved(camera.At(geometry)))
            {
                LearningLog.Moved(logger, id.Value);
                _sightings.RemoveRange(0, _sightings.Count - Checked);
                (_camera, _toldReason) = (null, null);
                kept.Delete();
            }
        }

        if (_newForTry >= NewForATry && (_triedAt is not { } last || time.GetElapsedTime(last) >= (_camera is null ? BetweenTries : BetweenTriesOnceKnown)))
        {
            Try();
            (_newForTry, _triedAt) = (0, time.GetTimestamp());
        }
    }

    private void Forget()
    {
        _sightings.Clear();
        (_newForTry, _newForCheck) = (0, 0);
    }

    private bool HasMoved(CameraModel camera)
    {
        var misfits = _sightings.TakeLast(Checked).Where(sighting => !new VerticalBody(sighting, camera).FitsAdultOn(camera.Ground!.Value)).ToArray();
        return misfits.Length > MovedShare * Checked && misfits.DistinctBy(sighting => sighting.Person).Count() >= LeastMisfits;
    }

    private void Try()
    {
        try
        {
            var estimate = GroundEstimator.Estimate(_sightings, lens?.At(_geometry) ?? CameraModel.FromFieldOfView(_geometry, fieldOfView_deg), Passers, findLens: lens is null);
            if (lens is null && !estimate.LensWasFound)
            {
                Refuse("too little perspective was seen to find the lens; people must walk nearer, further and to both sides");
            }
            else if (lens is not null && (estimate.Camera.HeightSigma > LargestHeightSigma || estimate.PitchError_rad > LargestPitchError_rad))
            {
                Refuse(FormattableString.Invariant($"the height is known to ±{100 * estimate.Camera.HeightSigma:F0} % only, the pitch to ±{estimate.PitchError_rad * 180 / Math.PI:F1}°; more people must pass"));
            }
            else if (IsWorthIt(estimate.Camera))
            {
                (_camera, _contradicted) = (kept.Write(estimate, Passers), 0);
                LearningLog.Learned(logger, id.Value, GroundReport.InShort(estimate));
            }
        }
        catch (CommandFailedException notYet)
        {
            Refuse(notYet.Message);
        }
    }

    /// <summary>What is missing is told when it changes its kind, not with each number in it.</summary>
    private void Refuse(string reason)
    {
        var kind = string.Concat(reason.Where(character => !char.IsAsciiDigit(character)));
        if (_camera is null && kind != _toldReason)
        {
            _toldReason = kind;
            LearningLog.NotYet(logger, id.Value, reason);
        }
    }

    private bool IsWorthIt(CameraModel found)
    {
        if (_camera?.At(found.Geometry) is not { Ground: { } before } known)
        {
            return true;
        }

        var ground = found.Ground!.Value;
        var focal = Math.Abs(Math.Log(found.Fx / known.Fx));
        var height = Math.Abs(Math.Log(ground.Height_m / before.Height_m));
        var isFar = focal > FarAway * Math.Sqrt((found.FocalSigma * found.FocalSigma) + (known.FocalSigma * known.FocalSigma))
            || height > FarAway * Math.Sqrt((found.HeightSigma * found.HeightSigma) + (known.HeightSigma * known.HeightSigma))
            || MathF.Acos(Math.Clamp(Vector3.Dot(ground.Up, before.Up), -1, 1)) > FarTurned_rad;
        _contradicted = isFar ? _contradicted + 1 : 0;
        return isFar ? _contradicted >= Contradictions : Variance(found) <= SurerShare * Variance(known);
    }

    private static double Variance(CameraModel camera) => (camera.FocalSigma * camera.FocalSigma) + (camera.HeightSigma * camera.HeightSigma);
}
