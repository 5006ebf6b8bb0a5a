namespace PoseStream.Core.Locating;

/// <summary>
/// The logarithm of a depth, its rate, and two biases, logarithms as well: by how much everything that infers depth from the look of a body is wrong, and by how much the floor is. The body's is
/// as the person's height is, and drifts slowly as posture and clothes deceive; the floor's drifts as the person goes elsewhere. Neither is learnt from what it is part of alone, and so both keep
/// the depth honestly unsure until the other speaks: then each counts by how far it may be off. Both fade alike: if one of them did not, an hour of the other's average would be taken for the
/// truth. A Kalman filter with four states.
/// </summary>
internal struct DepthFilter
{
    // How long a person looks the same to a network, and stays in one part of the ground.
    private const double Memory_s = 60;

    private readonly double _bodyVariance;
    private readonly double _groundVariance;
    private double _body;
    private double _ground;

    // Covariances of value, rate, body and ground.
    private double _vv;
    private double _vr;
    private double _vb;
    private double _vg;
    private double _rr;
    private double _rb;
    private double _rg;
    private double _bb;
    private double _bg;
    private double _gg;

    /// <param name="rateVariance">Of the first rate, 1/s².</param>
    /// <param name="bodyVariance">Of the bias of people in general.</param>
    /// <param name="groundVariance">Of the floor's.</param>
    /// <param name="byBody">Whether the depth was inferred from the look of a body; else from the floor.</param>
    public DepthFilter(double logDepth, double variance, double rateVariance, double bodyVariance, double groundVariance, bool byBody)
    {
        Value = logDepth;
        (_bodyVariance, _groundVariance) = (bodyVariance, groundVariance);
        (_rr, _bb, _gg) = (rateVariance, bodyVariance, groundVariance);
        (_vv, _vb, _vg) = byBody ? (variance + bodyVariance, -bodyVariance, 0.0) : (variance + groundVariance, 0.0, -groundVariance);
    }

    public double Value { get; private set; }

    public double Rate { get; private set; }

    public readonly double Variance => _vv;

    private readonly double BodyVariance => _vv + (2 * _vb) + _bb;

    private readonly double GroundVariance => _vv + (2 * _vg) + _gg;

    public void Predict(double dt_s, double accelerationDensity)
    {
        Value += Rate * dt_s;
        _vv += (2 * dt_s * _vr) + (dt_s * dt_s * _rr) + (accelerationDensity * dt_s * dt_s * dt_s / 3);
        _vr += (dt_s * _rr) + (accelerationDensity * dt_s * dt_s / 2);
        _rr += accelerationDensity * dt_s;
        _vb += dt_s * _rb;
        _vg += dt_s * _rg;

        var kept = Math.Exp(-dt_s / Memory_s);
        var renewed = 1 - (kept * kept);
        _body *= kept;
        _ground *= kept;
        _vb *= kept;
        _vg *= kept;
        _rb *= kept;
        _rg *= kept;
        _bb = (kept * kept * _bb) + (renewed * _bodyVariance);
        _bg *= kept * kept;
        _gg = (kept * kept * _gg) + (renewed * _groundVariance);
    }

    /// <inheritdoc cref="Filtering.ConstantVelocityFilter.MoveTo"/>
    public void MoveTo(double value, double rate)
    {
        Value = value;
        Rate = rate;
    }

    /// <inheritdoc cref="Filtering.ConstantVelocityFilter.SquaredDistance"/>
    public readonly double SquaredDistance(double logDepth, double variance, bool byBody)
    {
        var off = logDepth - Value - (byBody ? _body : _ground);
        return off * off / ((byBody ? BodyVariance : GroundVariance) + variance);
    }

    /// <summary>Takes a depth.</summary>
    public void Correct(double logDepth, double variance, bool byBody)
    {
        if (byBody)
        {
            Correct(logDepth - Value - _body, BodyVariance + variance, _vv + _vb, _vr + _rb, _vb + _bb, _vg + _bg);
        }
        else
        {
            Correct(logDepth - Value - _ground, GroundVariance + variance, _vv + _vg, _vr + _rg, _vb + _bg, _vg + _gg);
        }
    }

    /// <param name="total">Variance of the innovation.</param>
    /// <param name="v">Covariance of the value and what is measured; so <paramref name="r"/> of the rate, <paramref name="b"/> of the body's bias and <paramref name="g"/> of the floor's.</param>
    private void Correct(double innovation, double total, double v, double r, double b, double g)
    {
        var (gainV, gainR, gainB, gainG) = (v / total, r / total, b / total, g / total);
        Value += gainV * innovation;
        Rate += gainR * innovation;
        _body += gainB * innovation;
        _ground += gainG * innovation;
        _vv -= gainV * v;
        _vr -= gainV * r;
        _vb -= gainV * b;
        _vg -= gainV * g;
        _rr -= gainR * r;
        _rb -= gainR * b;
        _rg -= gainR * g;
        _bb -= gainB * b;
        _bg -= gainB * g;
        _gg -= gainG * g;
    }
}
