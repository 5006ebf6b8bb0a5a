namespace PoseStream.UnitTests.Refinement;

/// <summary>
/// The likeliest positions and velocities of one coordinate in all frames at once: the solution of the normal equations of measurements and of white acceleration between them.
/// The first velocity is taken to be within 2 m/s.
/// </summary>
/// <param name="density">Of the acceleration, m²/s³.</param>
internal sealed class BatchTrajectory(double density)
{
    private const double StartSpeed_mps = 2;

    private readonly List<double> _steps_s = [];
    private readonly List<double> _sigmas_m = [];

    public List<double> Measured_m { get; } = [];

    public void Add(double step_s, double measured_m, double sigma_m)
    {
        _steps_s.Add(step_s);
        Measured_m.Add(measured_m);
        _sigmas_m.Add(sigma_m);
    }

    /// <summary>Where the next frame is expected, and how surely.</summary>
    public (double Position_m, double Variance_m2) Foretell(double step_s)
    {
        Add(step_s, 0, double.PositiveInfinity);
        var (positions, variance) = Solve(Measured_m.Count);
        Measured_m.RemoveAt(Measured_m.Count - 1);
        _steps_s.RemoveAt(_steps_s.Count - 1);
        _sigmas_m.RemoveAt(_sigmas_m.Count - 1);
        return (positions[^1], variance);
    }

    /// <summary>By the first frames alone.</summary>
    /// <returns>The positions in them, and the variance of the last.</returns>
    public (double[] Positions_m, double LastVariance_m2) Solve(int frames)
    {
        var unknowns = 2 * frames;
        var (matrix, right) = (new double[unknowns, unknowns], new double[unknowns]);
        Add(matrix, [(1, 1)], 1 / (StartSpeed_mps * StartSpeed_mps));
        for (var i = 0; i < frames; i++)
        {
            var weight = 1 / (_sigmas_m[i] * _sigmas_m[i]);
            Add(matrix, [(2 * i, 1)], weight);
            right[2 * i] += weight * Measured_m[i];
            if (i > 0)
            {
                // The noise of position and velocity is one acceleration's: q·(dt³/3, dt²/2; dt²/2, dt). Apart are the velocity's and what is left of the position's.
                var (dt, now, before) = (_steps_s[i], 2 * i, 2 * (i - 1));
                Add(matrix, [(now + 1, 1), (before + 1, -1)], 1 / (density * dt));
                Add(matrix, [(now, 1), (before, -1), (now + 1, -dt / 2), (before + 1, -dt / 2)], 12 / (density * dt * dt * dt));
            }
        }

        var solution = Eliminate(matrix, right);
        var unit = new double[unknowns];
        unit[unknowns - 2] = 1;
        return ([.. Enumerable.Range(0, frames).Select(i => solution[2 * i])], Eliminate(matrix, unit)[unknowns - 2]);
    }

    /// <summary>One equation whose right side is 0.</summary>
    private static void Add(double[,] matrix, (int Unknown, double Factor)[] terms, double weight)
    {
        foreach (var (row, a) in terms)
        {
            foreach (var (column, b) in terms)
            {
                matrix[row, column] += weight * a * b;
            }
        }
    }

    /// <summary>Gauss's way; a matrix of squares needs no pivots.</summary>
    private static double[] Eliminate(double[,] matrix, double[] right)
    {
        var (a, x) = ((double[,])matrix.Clone(), (double[])right.Clone());
        for (var i = 0; i < x.Length; i++)
        {
            for (var row = i + 1; row < x.Length; row++)
            {
                var factor = a[row, i] / a[i, i];
                for (var column = i; column < x.Length; column++)
                {
                    a[row, column] -= factor * a[i, column];
                }

                x[row] -= factor * x[i];
            }
        }

        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var column = i + 1; column < x.Length; column++)
            {
                x[i] -= a[i, column] * x[column];
            }

            x[i] /= a[i, i];
        }

        return x;
    }
}
