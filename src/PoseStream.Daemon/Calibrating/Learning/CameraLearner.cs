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
    // Who passes may be one family all day, and each time they come they are other tracks: what is known of their mean is hardly more than of one person.
    private static readonly StatureRange Passers = StatureRange.Adults with { MeanError_m = 0.08 };

    // In the order in which they came; what was seen before says less of a camera that somebody may have turned. Nobody has more than a share in it.
    private const int Kept = 200;
    private const int KeptOfOne = 30;
    private const int NewForATry = 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private const double PauseGrowth = 1.4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    // Through a lens that is known a network tells distances as well as a ground that is less sure than this.
    private const double LargestHeightSigma = 0.1;
    private const double LargestPitchError_rad = 2 * Math.PI / 180;

    // Metres jump when another camera takes the place of the one that was known, so it must be worth it: half the variance, or turned or with another lens, as so many others say who came after
    // one another. Its height alone says that others pass, larger or smaller ones.
    private const double SurerShare = 0.5;
    private const double FarAway = 3;
    private const double FarTurned_rad = 3 * Math.PI / 180;
    private const int Contradictions = 3;

    // Of so many people, by so many sightings each, so many must not fit.
    private const int Judges = 5;
    private const int SightingsOfAJudge = 3;
    private const int Misfits = 4;
    private const int NewForACheck = 15;

    private const string NobodyYet = "too few people have walked past upright, from head to feet in the picture";

    // Waiting for an estimate to end: of people who walk on meanwhile the newest.
    private const int Waiting = 64;

    private readonly StageChannel<(UprightSighting Sighting, FrameGeometry Geometry)> _seen = StageChannel.NewestWins<(UprightSighting, FrameGeometry)>(Waiting, static _ => { });
    private readonly UprightFilter _filter = new();
    private readonly List<UprightSighting> _sightings = [];
    private readonly HashSet<string> _toldReasons = [];
    private FrameGeometry _geometry;
    private int _newForTry;
    private int _newForCheck;
    private long? _triedAt;
    private TimeSpan _pause = FirstPause;
    private int _contradicted;
    private volatile CameraModel? _camera = kept.Read(lens);
    private volatile string _missing = NobodyYet;

    /// <inheritdoc/>
    public CameraModel? Camera => _camera;

    /// <inheritdoc/>
    public string? Missing => _camera is null ? _missing : null;

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
    /// <param name="turn">Of all cameras that learn: one at a time, for frames are to be published meanwhile.</param>
    public async Task RunAsync(SemaphoreSlim turn, CancellationToken stopping)
    {
        if (_camera is null)
        {
            LearningLog.Begins(logger, id.Value, lens is null ? "its lens and how it hangs" : "how it hangs");
        }

        await using var end = stopping.Register(() => _seen.Complete()).ConfigureAwait(false);
        while (await _seen.WaitToReadAsync().ConfigureAwait(false) && !stopping.IsCancellationRequested)
        {
            await turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                LearnNext();
            }
            finally
            {
                turn.Release();
            }
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

        Add(sighting);
        if (_camera is { } camera && _newForCheck >= NewForACheck)
        {
            _newForCheck = 0;
            if (HasMoved(camera.At(geometry)))
            {
                LearningLog.Moved(logger, id.Value);
                (_missing, _camera) = (NobodyYet, null);
                _toldReasons.Clear();
                _pause = FirstPause;
                kept.Delete();
            }
        }

        if (_newForTry >= NewForATry && (_triedAt is not { } last || time.GetElapsedTime(last) >= _pause))
        {
            Try();
            (_newForTry, _triedAt) = (0, time.GetTimestamp());
            _pause = PauseGrowth * _pause < LongestPause ? PauseGrowth * _pause : LongestPause;
        }
    }

    private void Add(in UprightSighting sighting)
    {
        var person = sighting.Person;
        if (_sightings.Count(one => one.Person == person) == KeptOfOne)
        {
            _sightings.RemoveAt(_sightings.FindIndex(one => one.Person == person));
        }
        else if (_sightings.Count == Kept)
        {
            _sightings.RemoveAt(0);
        }

        _sightings.Add(sighting);
        _newForTry++;
        _newForCheck++;
    }

    private void Forget()
    {
        _sightings.Clear();
        (_newForTry, _newForCheck) = (0, 0);
    }

    /// <summary>Whether most of the last who came do not fit; their sightings are all that is kept then.</summary>
    private bool HasMoved(CameraModel camera)
    {
        var judges = _sightings.AsEnumerable().Reverse().GroupBy(sighting => sighting.Person).Where(person => person.Count() >= SightingsOfAJudge).Take(Judges).ToArray();
        var misfits = judges.Where(person => 2 * person.Count(sighting => !new VerticalBody(sighting, camera).FitsAdultOn(camera.Ground!.Value)) > person.Count()).Select(person => person.Key).ToHashSet();
        if (misfits.Count < Misfits)
        {
            return false;
        }

        _sightings.RemoveAll(sighting => !misfits.Contains(sighting.Person));
        return true;
    }

    private void Try()
    {
        try
        {
            var estimate = GroundEstimator.Estimate(_sightings, lens?.At(_geometry) ?? CameraModel.FromFieldOfView(_geometry, fieldOfView_deg), Passers, findLens: lens is null);
            if (lens is null && !estimate.LensWasFound)
            {
                Refuse(FormattableString.Invariant($"too little perspective was seen to find the lens; people must walk nearer, further and to both sides; and a lens much wider or longer than {fieldOfView_deg}° must be told by horizontal_fov_deg"));
            }
            else if (estimate.PitchError_rad > LargestPitchError_rad || (lens is not null && estimate.Camera.HeightSigma > LargestHeightSigma))
            {
                Refuse(FormattableString.Invariant($"the height is known to ±{100 * estimate.Camera.HeightSigma:F0} % only, the pitch to ±{estimate.PitchError_rad * 180 / Math.PI:F1}°; more people must pass"));
            }
            else if (IsWorthIt(estimate))
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

    /// <summary>What is missing is told once, whatever the numbers in it.</summary>
    private void Refuse(string reason)
    {
        _missing = reason;
        if (_camera is null && _toldReasons.Add(string.Concat(reason.Where(char.IsAsciiLetter))))
        {
            LearningLog.NotYet(logger, id.Value, reason);
        }
    }

    private bool IsWorthIt(GroundEstimate estimate)
    {
        var found = estimate.Camera;
        if (_camera?.At(found.Geometry) is not { } known)
        {
            return true;
        }

        var focal = Math.Abs(Math.Log(found.Fx / known.Fx));
        var turned = Math.Acos(Math.Clamp(Vector3.Dot(found.Ground!.Value.Up, known.Ground!.Value.Up), -1, 1));
        if (focal <= FarAway * Math.Sqrt((found.FocalSigma * found.FocalSigma) + (known.FocalSigma * known.FocalSigma)) && turned <= FarTurned_rad + (FarAway * estimate.PitchError_rad))
        {
            _contradicted = 0;
            return Variance(found) <= SurerShare * Variance(known);
        }

        // The next to say so must be others.
        Forget();
        return ++_contradicted >= Contradictions;
    }

    private static double Variance(CameraModel camera) => (camera.FocalSigma * camera.FocalSigma) + (camera.HeightSigma * camera.HeightSigma);
}
