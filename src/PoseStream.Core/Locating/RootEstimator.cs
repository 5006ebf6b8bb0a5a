using System.Numerics;
using PoseStream.Core.Filtering;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;

namespace PoseStream.Core.Locating;

/// <summary>
/// Where one tracked person stands and how they move, from measurements of frame after frame. What is measured are a ray and the logarithm of a depth; in these
/// coordinates every measurement is linear and the three are independent, so that three small Kalman filters are exact where one of positions in metres would believe too
/// much. People walk straight in metres, so predictions go through them; who is not seen slows down. A measurement that is far from what is expected is left out, until such ones have agreed
/// among themselves for a while: then they are right, and it starts anew. One a track; allocates nothing.
/// </summary>
/// <param name="scaleSigma">How wrong distances are that are inferred from the look of a body, as a standard deviation of their logarithm: the same for one person over a long time.</param>
/// <param name="lensSigma">The same of the focal length: 0 where it is calibrated. It moves everybody along the camera's axis alone, and nothing that is measured here tells of it.</param>
/// <param name="groundSigma">The same of the camera's height over the ground: 0 where it was measured. The floor then counts for more than the look of a body only as far as it is surer.</param>
public sealed class RootEstimator(double scaleSigma, double lensSigma = 0, double groundSigma = 0)
{
    // People start walking with up to 2 m/s² within half a second; a pelvis sways at each step, which is lost in the noise of depths.
    private const double AsideUnrest_m2_s3 = 2;
    private const double AlongUnrest_m2_s3 = 1;
    private const double FirstSpeed_m_s = 1.5;

    // What deceives a network in one frame deceives it in the next: as many measurements as there are frames in this time count as one.
    private const double NoiseMemory_s = 0.2;

    // In standard deviations, squared. Somebody half in the picture, or behind somebody, must be where they are expected, and tells less.
    private const double DepthGateWhole = 16;
    private const double DepthGatePartial = 4;
    private const double RayGate = 100;
    private const double PartialVarianceFactor = 4;

    // Two places that do not belong together, of those that wait to be believed: shares of the distance, and speeds.
    private const float JitterWhole = 0.10f;
    private const float JitterPartial = 0.03f;
    private const float FastestWhole_m_s = 12;
    private const float FastestPartial_m_s = 4;

    // Places that have agreed among themselves for this long are believed, whatever was believed before. Who stands before somebody is there for longer.
    private const double SettleWhole_s = 0.25;
    private const double SettlePartial_s = 0.5;

    /// <summary>Nobody is predicted for longer.</summary>
    private const double LongestPrediction_s = 2;

    // The first sights of somebody who comes in may be metres off, and what they come to is not a walk. So much must agree before anything is foretold.
    private const double StartTime_s = 0.25;
    private const int StartMeasurements = 3;

    // Somebody unseen goes on for a moment, at a walk, and then who knows.
    private const double GoesOn_s = 0.3;
    private const double CourseMemory_s = 0.8;
    private const double FastestUnseen_m_s = 2.5;

    private const double LeastDepth_m = 0.3;

    private ConstantVelocityFilter _x;
    private ConstantVelocityFilter _y;
    private DepthFilter _depth;
    private MediaTime _time;
    private MediaTime _started;
    private int _measurements;
    private MediaTime? _believed;
    private double _interval_s;
    private double _repetition = 1;
    private double _pelvisSigma_m;
    private RootSource _source;
    private Candidate? _candidate;

    /// <summary>Takes a measurement of a frame. Several of one frame may follow one another, the one that all people have first.</summary>
    /// <returns>Whether it was believed.</returns>
    public bool Update(in RootMeasurement measurement, MediaTime time)
    {
        if (!measurement.IsFinite || (_believed is { } last && time < last))
        {
            return false;
        }

        if (_believed is { } before && time - before > LongestPrediction_s)
        {
            _believed = null;
        }

        if (_believed is null ? !measurement.IsPartial : Follows(measurement, time))
        {
            Believe(measurement, time);
            _candidate = null;
            return true;
        }

        if (!HasSettled(measurement, time))
        {
            return false;
        }

        Start(measurement, time);
        return true;
    }

    /// <returns>Null before anything was believed, and too long after it last was; a place that was measured a few times only is not predicted at all.</returns>
    public RootState? At(MediaTime time)
    {
        if (_believed is not { } believed || !(time - believed is >= 0 and <= LongestPrediction_s) || (time != believed && !HasStarted(believed)))
        {
            return null;
        }

        MoveTo(time);
        var depth = Math.Exp(_depth.Value);
        var position = new Vector3((float)(_x.Value * depth), (float)(_y.Value * depth), (float)depth);
        return new RootState(position, Velocity(depth), Covariance(depth), _source, IsPredicted: time != believed);
    }

    private bool Follows(in RootMeasurement measurement, MediaTime time)
    {
        MoveTo(time);
        var rayVariance = (double)measurement.RaySigma * measurement.RaySigma;
        var depthVariance = (double)measurement.DepthSigma * measurement.DepthSigma;
        return _x.SquaredDistance(measurement.Ray.X, rayVariance) + _y.SquaredDistance(measurement.Ray.Y, rayVariance) <= RayGate
            && _depth.SquaredDistance(Math.Log(measurement.Depth_m), depthVariance, measurement.ScalesWithBody) <= (measurement.IsPartial ? DepthGatePartial : DepthGateWhole);
    }

    private void Believe(in RootMeasurement measurement, MediaTime time)
    {
        if (_believed is not { } before)
        {
            Start(measurement, time);
            return;
        }

        var factor = measurement.IsPartial ? PartialVarianceFactor : 1;
        if (time != before)
        {
            // The first of this frame; the others see the root on the same ray, from the same picture.
            var rayVariance = factor * measurement.RaySigma * measurement.RaySigma;
            _x.Correct(measurement.Ray.X, rayVariance);
            _y.Correct(measurement.Ray.Y, rayVariance);
            _interval_s = time - before;
            _repetition = Math.Max(1, NoiseMemory_s / _interval_s);
            _measurements++;
        }

        _depth.Correct(Math.Log(measurement.Depth_m), factor * _repetition * measurement.DepthSigma * measurement.DepthSigma, measurement.ScalesWithBody);
        _believed = time;
        (_pelvisSigma_m, _source) = (measurement.PelvisSigma_m, measurement.Source);
    }

    private bool HasStarted(MediaTime believed) => _measurements >= StartMeasurements && believed - _started >= StartTime_s;

    private void Start(in RootMeasurement measurement, MediaTime time)
    {
        var factor = measurement.IsPartial ? PartialVarianceFactor : 1;
        var rayVariance = factor * measurement.RaySigma * measurement.RaySigma;
        var rateVariance = FirstSpeed_m_s * FirstSpeed_m_s / (measurement.Depth_m * measurement.Depth_m);
        _x = new(measurement.Ray.X, rayVariance, rateVariance);
        _y = new(measurement.Ray.Y, rayVariance, rateVariance);
        _depth = new(
            Math.Log(measurement.Depth_m), factor * measurement.DepthSigma * measurement.DepthSigma, rateVariance, scaleSigma * scaleSigma, groundSigma * groundSigma,
            measurement.ScalesWithBody);
        (_time, _started, _believed) = (time, time, time);
        (_measurements, _interval_s, _repetition) = (1, 0, 1);
        (_pelvisSigma_m, _source) = (measurement.PelvisSigma_m, measurement.Source);
        _candidate = null;
    }

    /// <summary>Whether places like this one, not believed, have come for long enough.</summary>
    private bool HasSettled(in RootMeasurement measurement, MediaTime time)
    {
        var place = new Vector3(measurement.Ray, 1) * measurement.Depth_m;
        var (jitter, fastest) = measurement.IsPartial ? (JitterPartial, FastestPartial_m_s) : (JitterWhole, FastestWhole_m_s);
        var agrees = _candidate is { } before && Vector3.Distance(place, before.Place_m) <= (fastest * (float)(time - before.Last)) + (jitter * before.Place_m.Length());
        var candidate = agrees ? _candidate!.Value : new Candidate(place, time, time, 0, IsPartial: false);
        _candidate = candidate = candidate with { Place_m = place, Last = time, Count = candidate.Count + 1, IsPartial = candidate.IsPartial || measurement.IsPartial };
        return candidate.Count >= StartMeasurements && time - candidate.First >= (candidate.IsPartial ? SettlePartial_s : SettleWhole_s);
    }

    private void MoveTo(MediaTime time)
    {
        var dt = time - _time;
        if (!(dt > 0))
        {
            return;
        }

        var depth = Math.Exp(_depth.Value);
        var (travel_s, kept) = Course(time, depth);
        var (dx, dy, dz) = (_x.Rate + (_x.Value * _depth.Rate), _y.Rate + (_y.Value * _depth.Rate), _depth.Rate);
        var (x, y) = (_x.Value + (dx * travel_s), _y.Value + (dy * travel_s));

        // All of it in units of the depth before; nobody walks through the camera.
        var z = Math.Max(LeastDepth_m / depth, 1 + (dz * travel_s));
        (dx, dy, dz) = (kept * dx, kept * dy, kept * dz);
        _x.Predict(dt, AsideUnrest_m2_s3 / (depth * depth));
        _y.Predict(dt, AsideUnrest_m2_s3 / (depth * depth));
        _depth.Predict(dt, AlongUnrest_m2_s3 / (depth * depth));
        _x.MoveTo(x / z, (dx - (x / z * dz)) / z);
        _y.MoveTo(y / z, (dy - (y / z * dz)) / z);
        _depth.MoveTo(Math.Log(depth * z), dz / z);
        _time = time;
    }

    /// <summary>How a course goes on: straight while the person is seen, and then slower and slower.</summary>
    /// <returns>For how long the present velocity carries on until <paramref name="time"/>, and which share of it is left then.</returns>
    private (double Travel_s, double Kept) Course(MediaTime time, double depth)
    {
        var goesOn_s = Math.Max(GoesOn_s, 1.5 * _interval_s);
        var unseenBefore = Math.Max(0, _time - _believed!.Value - goesOn_s);
        var unseen = Math.Max(0, time - _believed.Value - goesOn_s) - unseenBefore;
        var kept = Math.Exp(-unseen / CourseMemory_s);
        var slowed = unseen > 0 ? Math.Min(1, FastestUnseen_m_s / Velocity(depth).Length()) : 1;
        return (slowed * (time - _time - unseen + (CourseMemory_s * (1 - kept))), slowed * kept);
    }

    private Vector3 Velocity(double depth) => new(
        (float)(depth * (_x.Rate + (_x.Value * _depth.Rate))), (float)(depth * (_y.Rate + (_y.Value * _depth.Rate))), (float)(depth * _depth.Rate));

    /// <summary>J diag(x, y, log depth) Jᵀ, where a step of the logarithm moves the root along its ray; and what a pelvis is misjudged by and a lens, which nothing here measures.</summary>
    private Covariance3 Covariance(double depth)
    {
        var squared = depth * depth;
        var (x, y, along) = (_x.Value, _y.Value, squared * _depth.Variance);
        return new Covariance3(
            (float)((squared * _x.Variance) + (x * x * along)),
            (float)(x * y * along),
            (float)(x * along),
            (float)((squared * _y.Variance) + (y * y * along) + (_pelvisSigma_m * _pelvisSigma_m)),
            (float)(y * along),
            (float)(along + (squared * lensSigma * lensSigma)));
    }

    /// <summary>A place that is not believed yet, where measurements have agreed.</summary>
    private readonly record struct Candidate(Vector3 Place_m, MediaTime First, MediaTime Last, int Count, bool IsPartial);
}
