namespace PoseStream.Core.Locating;

/// <summary>
/// The logarithm of a depth, its rate, and a bias: by how much everything that infers depth from the look of a body is wrong, as a logarithm. The bias is as
/// the person's height is, and drifts slowly as posture and clothes deceive; it is not learnt from what it is part of, and so keeps the depth honestly unsure,
/// until something that knows no body, such as the floor, speaks. A Kalman filter with three states.
/// </summary>
internal struct DepthFilter
{
    // How long a person looks the same to a network.
    private const double BiasMemory_s = 60;

    private readonly double _biasVariance;
    private double _bias;
    private double _vv;
    private double _vr;
    private double _vb;
    private double _rr;
    private double _rb;
    private double _bb;

    /// <param name="rateVariance">Of the first rate, 1/s².</param>
    /// <param name="biasVariance">Of the bias of people in general.</param>
    public DepthFilter(double logDepth, double variance, double rateVariance, double biasVariance, bool isBiased)
    {
        Value = logDepth;
        _biasVariance = biasVariance;
        _bb = biasVariance;
        _vb = isBiased ? -biasVariance : 0;
        _vv = isBiased ? biasVariance + variance : variance;
        _rr = rateVariance;
    }

    public double Value { get; private set; }

    public double Rate { get; private set; }

    public readonly double Variance => _vv;

    private readonly double BiasedVariance => _vv + (2 * _vb) + _bb;

    public void Predict(double dt_s, double accelerationDensity)
    {
        Value += Rate * dt_s;
        _vv += (2 * dt_s * _vr) + (dt_s * dt_s * _rr) + (accelerationDensity * dt_s * dt_s * dt_s / 3);
        _vr += (dt_s * _rr) + (accelerationDensity * dt_s * dt_s / 2);
        _rr += accelerationDensity * dt_s;
        _vb += dt_s * _rb;

        var kept = Math.Exp(-dt_s / BiasMemory_s);
        _bias *= kept;
        _vb *= kept;
        _rb *= kept;
        _bb = (kept * kept * _bb) + ((1 - (kept * kept)) * _biasVariance);
    }

    /// <inheritdoc cref="Filtering.ConstantVelocityFilter.MoveTo"/>
    public void MoveTo(double value, double rate)
    {
        Value = value;
        Rate = rate;
    }

    /// <inheritdoc cref="Filtering.ConstantVelocityFilter.SquaredDistance"/>
    public readonly double SquaredDistance(double logDepth, double variance, bool isBiased)
    {
        var off = logDepth - Value - (isBiased ? _bias : 0);
        return off * off / ((isBiased ? BiasedVariance : _vv) + variance);
    }

    /// <summary>Takes a depth.</summary>
    public void Correct(double logDepth, double variance, bool isBiased)
    {
        if (isBiased)
        {
            Correct(logDepth - Value - _bias, BiasedVariance + variance, _vv + _vb, _vr + _rb, _vb + _bb);
        }
        else
        {
            Correct(logDepth - Value, _vv + variance, _vv, _vr, _vb);
        }
    }

    /// <param name="total">Variance of the innovation.</param>
    /// <param name="v">Covariance of the value and what is measured; so <paramref name="r"/> of the rate and <paramref name="b"/> of the bias.</param>
    private void Correct(double innovation, double total, double v, double r, double b)
    {
        var (gainV, gainR, gainB) = (v / total, r / total, b / total);
        Value += gainV * innovation;
        Rate += gainR * innovation;
        _bias += gainB * innovation;
        _vv -= gainV * v;
        _vr -= gainV * r;
        _vb -= gainV * b;
        _rr -= gainR * r;
        _rb -= gainR * b;
        _bb -= gainB * b;
    }
}
