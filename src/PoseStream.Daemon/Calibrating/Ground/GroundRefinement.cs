using PoseStream.Core.Geometry;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// Refines pitch, roll, the logarithm of the camera's height, how far people lean ahead, where wanted the logarithm of the focal length, and that of everybody's stature by weighted least squares
/// (Gauss-Newton, Cauchy weights). Statures and leaning are held by what is known of people, and the lens by what is known of lenses; each stature is solved for and taken out of the normal
/// equations, which leaves 4x4 or 5x5 of them. Their inverse is the covariance.
/// </summary>
internal sealed class GroundRefinement
{
    private const int Rounds = 30;
    private const double Difference = 1e-4;
    private const double Converged = 1e-6;

    // Cauchy's constant for 95 % efficiency; beyond three deviations a sighting is called an outlier.
    private const double Cauchy = 2.385;
    private const double OutlierAt = 3;

    // What deceives a network of somebody deceives it again: sightings of one person count as so many at most when it is told how sure all is.
    // Nine would fit most rendered cameras better, but the ellipsoids of three streets that are learnt from their people would then hold 85 % instead of 94.
    private const int CountedSightings = 6;

    // How far whole crowds lean ahead, of the stature: those who stand, who walk and who hurry are as different.
    private const double LeanSpread = 0.02;

    // In deviations of people's statures.
    private const double Giant = 2;

    // Of the sightings, how many more may be off in a picture that is the same.
    private const double SamePicture = 0.02;

    // A person whose feet would hang over the horizon.
    private const double Hopeless = 20;
    private const double LeastScale = 0.05;

    // As sure as sightings are expected to be, for so many rounds: who is seen wrong again and again would else make everybody look unsure, and so count.
    private const double FirstScale = 1;
    private const int FirstRounds = 15;

    // In standard deviations of what is known of lenses: 29 to 104 degrees where 60 are assumed. What leads there leads anywhere.
    private const double FurthestFocal = 4;

    private const int Pitch = 0;
    private const int Roll = 1;
    private const int Height = 2;
    private const int Lean = 3;
    private const int Focal = 4;

    // Far from the answer a step may leap over the horizon.
    private static readonly double[] LongestStep = [0.1, 0.1, 0.3, 0.05, 0.1];

    private readonly IReadOnlyList<UprightSighting> _sightings;
    private readonly CameraModel _camera;
    private readonly int _unknowns;
    private readonly int[] _person;
    private readonly double[] _counted;
    private readonly double[] _stature;
    private readonly StatureRange _range;
    private readonly double _spread;

    /// <param name="camera">Its lens; where that is looked for too, the one that is most likely before anybody was seen.</param>
    public GroundRefinement(IReadOnlyList<UprightSighting> sightings, CameraModel camera, StatureRange range, bool findLens)
    {
        (_sightings, _camera, _range) = (sightings, camera, range);
        _unknowns = findLens ? 5 : 4;
        _spread = range.Spread_m / range.Mean_m;
        var index = sightings.Select(sighting => sighting.Person).Distinct().Select((person, i) => (person, i)).ToDictionary(pair => pair.person, pair => pair.i);
        _person = [.. sightings.Select(sighting => index[sighting.Person])];
        _stature = new double[index.Count];
        var sightingsOf = _person.CountBy(person => person).ToDictionary();
        _counted = [.. _person.Select(person => Math.Min(1, (double)CountedSightings / sightingsOf[person]))];
    }

    private double MostFocal => FurthestFocal * _camera.FocalSigma;

    public RefinedGround From(GroundStart start)
    {
        var at = new double[5];
        (at[Pitch], at[Roll], at[Focal]) = (start.Pitch_rad, start.Roll_rad, start.Focal);
        at[Height] = Math.Log(_range.Mean_m / start.Stature);
        at[Lean] = VerticalBody.UsualLean;
        Array.Clear(_stature);
        var found = Refine(at);
        var tallest = _stature.Max();
        if (tallest < Giant * _spread)
        {
            return found;
        }

        // A child was taken for an adult, or half for one, and the adult for a giant: the same picture with everybody smaller, and the camera lower. What is known of people decides.
        var unlikely = UnlikelyStatures();
        at[Height] -= tallest;
        for (var k = 0; k < _stature.Length; k++)
        {
            _stature[k] -= tallest;
        }

        var lower = Refine(at);
        return UnlikelyStatures() < unlikely && lower.Outliers - found.Outliers <= SamePicture * _sightings.Count ? lower : found;
    }

    /// <param name="at">Where it begins, and then where it has come to.</param>
    private RefinedGround Refine(double[] at)
    {
        for (var round = 0; round < FirstRounds && Step(at, FirstScale); round++)
        {
        }

        var scale = ScaleOf(MissesAt(at));
        for (var round = 0; round < Rounds && Step(at, scale); round++)
        {
            scale = ScaleOf(MissesAt(at));
        }

        return Describe(at, scale);
    }

    /// <returns>Whether another one may lead further.</returns>
    private bool Step(double[] at, double scale)
    {
        if (Solve(at, scale) is not var (step, statureSteps, _))
        {
            return false;
        }

        var length = Math.Min(1, Enumerable.Range(0, _unknowns).Min(a => LongestStep[a] / Math.Max(1e-9, Math.Abs(step[a]))));
        for (var a = 0; a < _unknowns; a++)
        {
            at[a] += length * step[a];
        }

        at[Focal] = Math.Clamp(at[Focal], -MostFocal, MostFocal);
        for (var k = 0; k < _stature.Length; k++)
        {
            _stature[k] += length * statureSteps[k];
        }

        return length < 1 || step.Sum(Math.Abs) >= Converged;
    }

    private RefinedGround Describe(double[] at, double scale)
    {
        var bodies = BodiesAt(at[Focal]);
        var lengths = MissesAt(at, bodies).Select(Length).ToArray();
        var outliers = lengths.Count(length => length > OutlierAt * Math.Sqrt(2) * scale);
        var cost = lengths.Sum(length => Math.Log(1 + Excess2(length / scale))) + (2 * lengths.Length * Math.Log(scale)) + UnlikelyStatures()
            + Excess2((at[Lean] - VerticalBody.UsualLean) / LeanSpread) + (_unknowns > Focal ? Excess2(at[Focal] / _camera.FocalSigma) : 0);
        var shares = lengths.Zip(bodies, (length, body) => length * body.Unit).Where(share => share < 0.5).ToArray();
        var meanError = _range.MeanError_m / _range.Mean_m;
        var covariance = Solve(at, scale, _counted)?.Covariance;
        var ranAway = _unknowns > Focal && Math.Abs(at[Focal]) >= MostFocal;
        double Error(int unknown) => covariance is null || ranAway ? double.PositiveInfinity : Math.Sqrt(covariance[unknown, unknown]);
        return new RefinedGround(
            LensAt(at[Focal]), at[Pitch], at[Roll], Math.Exp(at[Height]), Error(Pitch), Error(Roll),
            Math.Sqrt((Error(Height) * Error(Height)) + (meanError * meanError)), _unknowns > Focal ? Error(Focal) : 0,
            cost / lengths.Length, shares.Length == 0 ? double.NaN : Math.Sqrt(shares.Average(share => share * share)), outliers);
    }

    private static double Length((double Along, double Across) miss) => Math.Sqrt((miss.Along * miss.Along) + (miss.Across * miss.Across));

    private double UnlikelyStatures() => _stature.Sum(stature => Unlikely(stature / _spread));

    // There are children among people, but no giants. Only answers are compared by it: on the way to one a giant is an outlier as a child is, who stood on something perhaps.
    private static double Unlikely(double deviations) => deviations > 0 ? Excess2(deviations) : Math.Log(1 + Excess2(deviations));

    private static double Excess2(double deviations) => deviations * deviations / (Cauchy * Cauchy);

    private CameraModel LensAt(double focal) => GroundEstimator.Scaled(_camera, focal);

    private VerticalBody[] BodiesAt(double focal)
    {
        var camera = LensAt(focal);
        return [.. _sightings.Select(sighting => new VerticalBody(sighting, camera))];
    }

    private double StatureOf(int body, double height) => _range.Mean_m * Math.Exp(_stature[_person[body]] - height);

    private (double Along, double Across)[] MissesAt(double[] at) => MissesAt(at, BodiesAt(at[Focal]));

    private (double Along, double Across)[] MissesAt(double[] at, VerticalBody[] bodies)
    {
        var up = GroundEstimator.UpOf(at[Pitch], at[Roll]);
        return [.. bodies.Select((body, i) => body.Miss(up, StatureOf(i, at[Height]), at[Lean])).Select(miss => double.IsNaN(miss.Along) ? (Hopeless, Hopeless) : miss)];
    }

    /// <summary>The deviation of one coordinate, by the median, which outliers do not move.</summary>
    private static double ScaleOf((double Along, double Across)[] misses)
    {
        var sizes = misses.SelectMany(miss => (double[])[Math.Abs(miss.Along), Math.Abs(miss.Across)]).Order().ToArray();
        return Math.Max(LeastScale, 1.4826 * GroundEstimator.At(sizes, 0.5));
    }

    /// <param name="shares">By which each sighting counts; null: all alike.</param>
    /// <returns>Null where the equations have no solution.</returns>
    private (double[] Step, double[] StatureSteps, double[,] Covariance)? Solve(double[] at, double scale, double[]? shares = null)
    {
        var n = _unknowns;
        var normal = new double[n, n];
        var right = new double[n];
        var (mixed, own, ownRight) = (new double[_stature.Length, n], new double[_stature.Length], new double[_stature.Length]);
        for (var k = 0; k < _stature.Length; k++)
        {
            // A child among adults must not raise the camera.
            own[k] = 1 / (_spread * _spread) / (1 + Excess2(_stature[k] / _spread));
            ownRight[k] = -_stature[k] * own[k];
        }

        var sameLean = 1 / (LeanSpread * LeanSpread);
        normal[Lean, Lean] = sameLean;
        right[Lean] = (VerticalBody.UsualLean - at[Lean]) * sameLean;
        if (n > Focal)
        {
            var certainty = 1 / (_camera.FocalSigma * _camera.FocalSigma);
            normal[Focal, Focal] = certainty;
            right[Focal] = -at[Focal] * certainty;
        }

        var bodies = BodiesAt(at[Focal]);
        var here = MissesAt(at, bodies);
        var beside = new (double Along, double Across)[n][];
        for (var a = 0; a < n; a++)
        {
            double[] other = [.. at];
            other[a] += Difference;
            beside[a] = a == Focal ? MissesAt(other) : MissesAt(other, bodies);
        }

        var slopes = new double[n];
        for (var i = 0; i < here.Length; i++)
        {
            if (here[i].Along == Hopeless || Array.Exists(beside, misses => misses[i].Along == Hopeless))
            {
                continue;
            }

            var weight = (shares?[i] ?? 1) / (1 + Excess2(Length(here[i]) / scale)) / (scale * scale);
            Add(weight, here[i].Along, static miss => miss.Along, i);
            Add(weight, here[i].Across, static miss => miss.Across, i);
        }

        for (var k = 0; k < _stature.Length; k++)
        {
            for (var a = 0; a < n; a++)
            {
                right[a] -= mixed[k, a] * ownRight[k] / own[k];
                for (var b = 0; b < n; b++)
                {
                    normal[a, b] -= mixed[k, a] * mixed[k, b] / own[k];
                }
            }
        }

        var inverse = new double[n, n];
        if (!TryInvert(normal, inverse))
        {
            return null;
        }

        var step = Enumerable.Range(0, n).Select(a => Enumerable.Range(0, n).Sum(b => inverse[a, b] * right[b])).ToArray();
        var statureSteps = Enumerable.Range(0, _stature.Length).Select(k => (ownRight[k] - Enumerable.Range(0, n).Sum(a => mixed[k, a] * step[a])) / own[k]).ToArray();
        return (step, statureSteps, inverse);

        void Add(double weight, double miss, Func<(double Along, double Across), double> side, int i)
        {
            for (var a = 0; a < n; a++)
            {
                slopes[a] = (side(beside[a][i]) - miss) / Difference;
            }

            // A taller person looks as a lower camera makes them look.
            var (person, byStature) = (_person[i], -slopes[Height]);
            for (var a = 0; a < n; a++)
            {
                right[a] -= weight * slopes[a] * miss;
                mixed[person, a] += weight * slopes[a] * byStature;
                for (var b = 0; b < n; b++)
                {
                    normal[a, b] += weight * slopes[a] * slopes[b];
                }
            }

            own[person] += weight * byStature * byStature;
            ownRight[person] -= weight * byStature * miss;
        }
    }

    /// <summary>Of a symmetric positive definite matrix, by Gauss and Jordan.</summary>
    private static bool TryInvert(double[,] matrix, double[,] inverse)
    {
        var n = matrix.GetLength(0);
        var m = (double[,])matrix.Clone();
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++)
            {
                inverse[row, column] = row == column ? 1 : 0;
            }
        }

        for (var pivot = 0; pivot < n; pivot++)
        {
            if (!(m[pivot, pivot] > 1e-9 * matrix[pivot, pivot]))
            {
                return false;
            }

            var divisor = m[pivot, pivot];
            for (var column = 0; column < n; column++)
            {
                m[pivot, column] /= divisor;
                inverse[pivot, column] /= divisor;
            }

            for (var row = 0; row < n; row++)
            {
                var factor = row == pivot ? 0 : m[row, pivot];
                for (var column = 0; column < n; column++)
                {
                    m[row, column] -= factor * m[pivot, column];
                    inverse[row, column] -= factor * inverse[pivot, column];
                }
            }
        }

        return true;
    }
}
