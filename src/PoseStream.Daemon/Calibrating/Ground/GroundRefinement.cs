namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// Refines pitch, roll, the logarithm of the camera's height and that of everybody's stature by weighted least squares (Gauss-Newton, Cauchy weights). Statures are held
/// by what is known of people's; each is solved for and taken out of the normal equations, which leaves 3x3 of them. Their inverse is the covariance.
/// </summary>
internal sealed class GroundRefinement
{
    private const int Rounds = 40;
    private const double Step = 1e-4;

    // Cauchy's constant for 95 % efficiency; beyond three deviations a sighting is called an outlier.
    private const double Cauchy = 2.385;
    private const double OutlierAt = 3;

    // A person whose feet would hang over the horizon.
    private const double Hopeless = 20;
    private const double LeastScale = 0.05;

    private readonly VerticalBody[] _bodies;
    private readonly int[] _person;
    private readonly double[] _stature;
    private readonly StatureRange _range;
    private readonly double _spread;

    public GroundRefinement(VerticalBody[] bodies, StatureRange range)
    {
        _bodies = bodies;
        _range = range;
        _spread = range.Spread_m / range.Mean_m;
        var index = bodies.Select(body => body.Person).Distinct().Select((person, i) => (person, i)).ToDictionary(pair => pair.person, pair => pair.i);
        _person = [.. bodies.Select(body => index[body.Person])];
        _stature = new double[index.Count];
    }

    /// <param name="start">The stature in units of the camera's height.</param>
    public RefinedGround From((double Pitch, double Roll, double Stature) start)
    {
        var (pitch, roll, height) = (start.Pitch, start.Roll, Math.Log(SightedShare.Of(_range.Mean_m) / start.Stature));
        Array.Clear(_stature);
        var scale = ScaleAt(pitch, roll, height);
        var inverse = new double[3, 3];
        for (var round = 0; round < Rounds; round++)
        {
            var (step, statureSteps) = Solve(pitch, roll, height, scale, inverse);
            if (step is null)
            {
                break;
            }

            // Far from the answer a step may leap over the horizon.
            var length = Math.Min(1, 0.1 / Math.Max(1e-9, Math.Max(Math.Abs(step[0]), Math.Max(Math.Abs(step[1]), Math.Abs(step[2]) / 3))));
            pitch += length * step[0];
            roll += length * step[1];
            height += length * step[2];
            for (var k = 0; k < _stature.Length; k++)
            {
                _stature[k] += length * statureSteps[k];
            }

            scale = ScaleAt(pitch, roll, height);
            if (length >= 1 && Math.Abs(step[0]) + Math.Abs(step[1]) + Math.Abs(step[2]) < 1e-7)
            {
                break;
            }
        }

        return Describe(pitch, roll, height, scale, inverse);
    }

    private RefinedGround Describe(double pitch, double roll, double height, double scale, double[,] covariance)
    {
        var misses = MissesAt(pitch, roll, height);
        var lengths = misses.Select(miss => Math.Sqrt((miss.Along * miss.Along) + (miss.Across * miss.Across))).ToArray();
        var outliers = lengths.Count(length => length > OutlierAt * Math.Sqrt(2) * scale);
        var cost = (lengths.Sum(length => Math.Log(1 + (length * length / (Cauchy * Cauchy * scale * scale)))) + (2 * lengths.Length * Math.Log(scale))) / lengths.Length;
        var shares = lengths.Zip(_bodies, (length, body) => length * body.Unit).Where(share => share < 0.5).ToArray();
        var meanError = _range.MeanError_m / _range.Mean_m;
        return new RefinedGround(
            pitch, roll, Math.Exp(height), Math.Sqrt(covariance[0, 0]), Math.Sqrt(covariance[1, 1]), Math.Sqrt(covariance[2, 2] + (meanError * meanError)),
            cost, shares.Length == 0 ? double.NaN : Math.Sqrt(shares.Average(share => share * share)), outliers);
    }

    private double StatureOf(int body, double height) => Math.Exp(Math.Log(SightedShare.Of(_range.Mean_m)) + _stature[_person[body]] - height);

    private (double Along, double Across)[] MissesAt(double pitch, double roll, double height)
    {
        var up = GroundEstimator.UpOf(pitch, roll);
        return [.. _bodies.Select((body, i) => body.Miss(up, StatureOf(i, height))).Select(miss => double.IsNaN(miss.Along) ? (Hopeless, Hopeless) : miss)];
    }

    /// <summary>The deviation of one coordinate, by the median, which outliers do not move.</summary>
    private double ScaleAt(double pitch, double roll, double height)
    {
        var sizes = MissesAt(pitch, roll, height).SelectMany(miss => (double[])[Math.Abs(miss.Along), Math.Abs(miss.Across)]).Order().ToArray();
        return Math.Max(LeastScale, 1.4826 * GroundEstimator.At(sizes, 0.5));
    }

    /// <param name="inverse">Takes the covariance of pitch, roll and the height's logarithm.</param>
    /// <returns>Null where the equations have no solution.</returns>
    private (double[]? Step, double[] StatureSteps) Solve(double pitch, double roll, double height, double scale, double[,] inverse)
    {
        var normal = new double[3, 3];
        var right = new double[3];
        var (mixed, own, ownRight) = (new double[_stature.Length, 3], new double[_stature.Length], new double[_stature.Length]);
        for (var k = 0; k < _stature.Length; k++)
        {
            own[k] = 1 / (_spread * _spread);
            ownRight[k] = -_stature[k] / (_spread * _spread);
        }

        var up = GroundEstimator.UpOf(pitch, roll);
        var (upPitch, upRoll) = (GroundEstimator.UpOf(pitch + Step, roll), GroundEstimator.UpOf(pitch, roll + Step));
        for (var i = 0; i < _bodies.Length; i++)
        {
            var stature = StatureOf(i, height);
            var miss = _bodies[i].Miss(up, stature);
            var (byPitch, byRoll, byStature) = (_bodies[i].Miss(upPitch, stature), _bodies[i].Miss(upRoll, stature), _bodies[i].Miss(up, stature * Math.Exp(Step)));
            if (double.IsNaN(miss.Along + byPitch.Along + byRoll.Along + byStature.Along))
            {
                continue;
            }

            var size2 = ((miss.Along * miss.Along) + (miss.Across * miss.Across)) / (scale * scale);
            var weight = 1 / (1 + (size2 / (Cauchy * Cauchy))) / (scale * scale);
            Add(weight, miss.Along, [(byPitch.Along - miss.Along) / Step, (byRoll.Along - miss.Along) / Step, (byStature.Along - miss.Along) / Step], _person[i]);
            Add(weight, miss.Across, [(byPitch.Across - miss.Across) / Step, (byRoll.Across - miss.Across) / Step, (byStature.Across - miss.Across) / Step], _person[i]);
        }

        for (var k = 0; k < _stature.Length; k++)
        {
            for (var a = 0; a < 3; a++)
            {
                right[a] -= mixed[k, a] * ownRight[k] / own[k];
                for (var b = 0; b < 3; b++)
                {
                    normal[a, b] -= mixed[k, a] * mixed[k, b] / own[k];
                }
            }
        }

        if (!TryInvert(normal, inverse))
        {
            return (null, []);
        }

        var step = new double[3];
        for (var a = 0; a < 3; a++)
        {
            step[a] = (inverse[a, 0] * right[0]) + (inverse[a, 1] * right[1]) + (inverse[a, 2] * right[2]);
        }

        var statureSteps = new double[_stature.Length];
        for (var k = 0; k < _stature.Length; k++)
        {
            statureSteps[k] = (ownRight[k] - (mixed[k, 0] * step[0]) - (mixed[k, 1] * step[1]) - (mixed[k, 2] * step[2])) / own[k];
        }

        return (step, statureSteps);

        // The stature's slope is that of its own logarithm, and with the other sign that of the height's.
        void Add(double weight, double miss, ReadOnlySpan<double> slopes, int person)
        {
            ReadOnlySpan<double> j = [slopes[0], slopes[1], -slopes[2]];
            var s = slopes[2];
            for (var a = 0; a < 3; a++)
            {
                right[a] -= weight * j[a] * miss;
                mixed[person, a] += weight * j[a] * s;
                for (var b = 0; b < 3; b++)
                {
                    normal[a, b] += weight * j[a] * j[b];
                }
            }

            own[person] += weight * s * s;
            ownRight[person] -= weight * s * miss;
        }
    }

    private static bool TryInvert(double[,] m, double[,] inverse)
    {
        double Minor(int a, int b, int c, int d) => (m[a, c] * m[b, d]) - (m[a, d] * m[b, c]);
        var determinant = (m[0, 0] * Minor(1, 2, 1, 2)) - (m[0, 1] * Minor(1, 2, 0, 2)) + (m[0, 2] * Minor(1, 2, 0, 1));
        if (!(determinant > 1e-12 * m[0, 0] * m[1, 1] * m[2, 2]))
        {
            return false;
        }

        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                var (a, b) = ((column + 1) % 3, (column + 2) % 3);
                var (c, d) = ((row + 1) % 3, (row + 2) % 3);
                inverse[row, column] = Minor(a, b, c, d) / determinant;
            }
        }

        return true;
    }
}
