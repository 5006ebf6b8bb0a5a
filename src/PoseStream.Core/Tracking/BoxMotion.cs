using System.Numerics;
using PoseStream.Core.Filtering;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Tracking;

/// <summary>How a person's box moves in the picture: centre and size with constant velocity and an uncertainty that grows while nobody looks. All noise is a share of the box's height, which is about 1.7 m of the person.</summary>
internal struct BoxMotion
{
    /// <summary>Of a chi-squared distribution with three degrees of freedom: one true detection in a hundred is further off.</summary>
    public const double MostSquaredDistance = 11.34;

    // Nine true detections in ten are nearer.
    private const double UsualSquaredDistance = 6.25;

    // Detectors jitter by a few percent of the box; sizes change more, when a leg is stretched or hidden.
    private const float CenterNoise = 0.04f;
    private const float SizeNoise = 0.06f;

    // People start walking within half a second: shares of the height per s, and its squares per s³. Up and down a picture they go more slowly: what seems to is mostly a box round half of somebody.
    private const float FirstRate = 1;
    private const float FirstClimb = 0.5f;
    private const float FirstSizeRate = 0.3f;
    private const float CenterUnrest = 0.8f;
    private const float ClimbUnrest = 0.3f;
    private const float SizeUnrest = 0.05f;

    // A box's middle by a pose's trunk; where a detector has drawn boxes of its own, these count for more, since they tell what is seen of arms and legs.
    private const float PoseNoise = 0.03f;
    private const float PoseNoiseBesideBoxes = 0.06f;

    // Where people overlap a detector's box may be one's, the other's or of both: what is known of the course counts for more. Of the noise, squared.
    private const double CrowdDoubt = 4;

    private const float Smallest_px = 1;

    private ConstantVelocityFilter _x;
    private ConstantVelocityFilter _y;
    private ConstantVelocityFilter _width;
    private ConstantVelocityFilter _height;

    public BoxMotion(in BoundingBox box)
    {
        _x = new(box.Center.X, Squared(CenterNoise * box.Height), Squared(FirstRate * box.Height));
        _y = new(box.Center.Y, Squared(CenterNoise * box.Height), Squared(FirstClimb * box.Height));
        _width = new(box.Width, Squared(SizeNoise * box.Height), Squared(FirstSizeRate * box.Height));
        _height = new(box.Height, Squared(SizeNoise * box.Height), Squared(FirstSizeRate * box.Height));
    }

    public readonly BoundingBox Box => BoundingBox.FromCenter(
        new Vector2((float)_x.Value, (float)_y.Value), MathF.Max(Smallest_px, (float)_width.Value), MathF.Max(Smallest_px, (float)_height.Value));

    /// <param name="dt_s">Time never runs backwards within an epoch; should it, nothing moves.</param>
    public void Predict(double dt_s)
    {
        if (!(dt_s > 0))
        {
            return;
        }

        var squaredHeight = Squared(Box.Height);
        _x.Predict(dt_s, CenterUnrest * squaredHeight);
        _y.Predict(dt_s, ClimbUnrest * squaredHeight);
        _width.Predict(dt_s, SizeUnrest * squaredHeight);
        _height.Predict(dt_s, SizeUnrest * squaredHeight);
    }

    /// <summary>Takes a box, the less the farther it is from the expected one: detectors draw one box round two people now and then.</summary>
    /// <param name="isAmongOthers">Whether somebody else's box overlaps it.</param>
    public void Correct(in BoundingBox box, bool isAmongOthers)
    {
        var height = Box.Height;
        var doubt = (isAmongOthers ? CrowdDoubt : 1) * Math.Max(1, SquaredDistance(box) / UsualSquaredDistance);
        _x.Correct(box.Center.X, doubt * Squared(CenterNoise * height));
        _y.Correct(box.Center.Y, doubt * Squared(CenterNoise * height));
        _width.Correct(box.Width, doubt * Squared(SizeNoise * height));
        _height.Correct(box.Height, doubt * Squared(SizeNoise * height));
    }

    /// <summary>Takes where a pose says that the middle was some time ago, from where it has gone on as the rest of the box.</summary>
    /// <param name="needsPose">Whether there is no detector's box, or none that can be relied on.</param>
    public void CorrectCenter(Vector2 center, double age_s, bool needsPose)
    {
        var variance = Squared((needsPose ? PoseNoise : PoseNoiseBesideBoxes) * Box.Height);
        _x.Correct(center.X + (age_s * _x.Rate), variance);
        _y.Correct(center.Y + (age_s * _y.Rate), variance);
    }

    /// <summary>Nobody grows or shrinks unseen: what the box did while they were being hidden was not theirs.</summary>
    public void KeepSize()
    {
        _width.MoveTo(_width.Value, 0);
        _height.MoveTo(_height.Value, 0);
    }

    /// <summary>How far a box is from the expected one, squared, in standard deviations: three degrees of freedom, since widths change with the arms.</summary>
    public readonly double SquaredDistance(in BoundingBox box)
    {
        var height = Box.Height;
        return _x.SquaredDistance(box.Center.X, Squared(CenterNoise * height))
            + _y.SquaredDistance(box.Center.Y, Squared(CenterNoise * height))
            + _height.SquaredDistance(box.Height, Squared(SizeNoise * height));
    }

    /// <summary>Minus twice the logarithm of how likely a box is, up to a constant: the squared distance, and the more for a box that might have been anywhere.</summary>
    public readonly double Surprise(in BoundingBox box)
    {
        var height = Box.Height;
        return SquaredDistance(box) + _x.Vagueness(Squared(CenterNoise * height)) + _y.Vagueness(Squared(CenterNoise * height))
            + _height.Vagueness(Squared(SizeNoise * height));
    }

    private static double Squared(double value) => value * value;
}
