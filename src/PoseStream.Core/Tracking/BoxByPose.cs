using System.Numerics;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Where somebody's box is by their pose. A pose network finds a trunk to half a hundredth of a person's height, also in front of others, and to 1.5 hundredths half behind them, where boxes of a
/// detector are off by three to five times as much or are round two people. What has to be known is learnt while nobody is near: how the box lies about the trunk, and how sure of it the network usually is.
/// </summary>
internal struct BoxByPose
{
    // Arms and steps move the middle of a box about the trunk within a second.
    private const float Gain = 0.3f;

    // A trunk of which a network is less sure than this share of the usual is often somebody else's.
    private const float LeastSure = 0.85f;

    // Of the height: nobody is so far from where they were looked for, one frame after another.
    private const float MostApart = 0.08f;

    private Vector2 _toCenter;
    private float _usualConfidence;
    private bool _isKnown;

    /// <param name="box">In which the trunk was looked for.</param>
    /// <param name="isClear">The box is a detector's and nobody else is near; of what is not clear only the first sight is better than none.</param>
    /// <returns>The middle of the person's box, frame pixels; null where the trunk tells nothing, or may be somebody else's.</returns>
    public Vector2? Read(in TrunkSighting trunk, in BoundingBox box, bool isClear)
    {
        if (!trunk.IsKnown)
        {
            return null;
        }

        var height = box.Height;
        if (isClear || !_isKnown)
        {
            var gain = _isKnown ? Gain : 1;
            _toCenter += gain * (((box.Center - trunk.Pixel) / height) - _toCenter);
            _usualConfidence += gain * (trunk.Confidence - _usualConfidence);
            _isKnown = true;
        }

        if (trunk.Confidence < LeastSure * _usualConfidence)
        {
            return null;
        }

        var center = trunk.Pixel + (height * _toCenter);
        return Vector2.Distance(center, box.Center) <= MostApart * height ? center : null;
    }
}
