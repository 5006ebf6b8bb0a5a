namespace PoseStream.Core.Metrics;

/// <summary>
/// A mean or a share over a run of any length in constant memory: the sum of numerators over the sum of denominators. A mean of samples has a
/// denominator of 1 each.
/// </summary>
/// <remarks>
/// The confidence interval is a normal approximation by batch means: additions that follow one another go to the same batch, and 16 to 32 batches
/// are kept by joining neighbours as the run grows. Pictures of a video resemble their neighbours, so that taking each as independent would claim far too much;
/// batches are nearly independent once each is longer than that resemblance lasts. In the first 32 additions each is a batch of its own, and
/// the interval is right only if they are independent. An interval of no width says that no batch differed, not that nothing is uncertain.
/// Not thread-safe.
/// </remarks>
public sealed class RunningRatio
{
    private const int Capacity = 32;

    private readonly double[] _numerators = new double[Capacity];
    private readonly double[] _denominators = new double[Capacity];
    private int _batches;
    private long _batchSize = 1;
    private long _inLastBatch;

    /// <summary>How often something was added.</summary>
    public long Additions { get; private set; }

    public double Numerator { get; private set; }

    public double Denominator { get; private set; }

    /// <summary>NaN before there is anything to divide by.</summary>
    public double Value => Denominator > 0 ? Numerator / Denominator : double.NaN;

    /// <summary>One value of a mean.</summary>
    public void Add(double value) => Add(value, 1);

    /// <param name="numerator">Such as the sum of a pose's joint errors, or the people found in a picture.</param>
    /// <param name="denominator">Such as the number of these joints, or the people in it; 0 or more.</param>
    public void Add(double numerator, double denominator)
    {
        if (_batches == 0 || _inLastBatch == _batchSize)
        {
            OpenBatch();
        }

        _numerators[_batches - 1] += numerator;
        _denominators[_batches - 1] += denominator;
        _inLastBatch++;
        Numerator += numerator;
        Denominator += denominator;
        Additions++;
    }

    /// <returns>Null with fewer than two batches that have anything to divide by.</returns>
    public Interval95? Interval() => BatchInterval.Of(_numerators.AsSpan(0, _batches), _denominators.AsSpan(0, _batches));

    private void OpenBatch()
    {
        if (_batches == Capacity)
        {
            for (var i = 0; i < Capacity / 2; i++)
            {
                _numerators[i] = _numerators[2 * i] + _numerators[(2 * i) + 1];
                _denominators[i] = _denominators[2 * i] + _denominators[(2 * i) + 1];
            }

            _batches = Capacity / 2;
            _batchSize *= 2;
        }

        _numerators[_batches] = 0;
        _denominators[_batches] = 0;
        _batches++;
        _inLastBatch = 0;
    }
}
