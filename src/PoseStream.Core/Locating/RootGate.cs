using System.Numerics;
using PoseStream.Core.Time;

namespace PoseStream.Core.Locating;

/// <summary>
/// Whether to believe where a tracked person is said to stand. A network that sees part of a person, cut off by the picture's edge, may draw a whole one
/// into it: small, and so far away. Such a place is believed only where it follows from the one before, or stays put for a while. One gate a track.
/// </summary>
public sealed class RootGate
{
    // Nobody outruns the first; somebody half in the picture is given the second.
    private const float FastestWhole_m_s = 12;
    private const float FastestCut_m_s = 4;

    // The depth of a good fit jitters by a few percent from frame to frame, of a bad one by more.
    private const float JitterWhole = 0.10f;
    private const float JitterCut = 0.03f;

    /// <summary>A place that has agreed with itself for this long is believed, whatever was believed before.</summary>
    private const double SettleTime_s = 0.5;

    private Anchor? _believed;
    private Anchor? _candidate;
    private MediaTime _candidateSince;

    /// <param name="root_m">Camera space.</param>
    /// <param name="isCut">The person's box touches the picture's edge.</param>
    public bool Accepts(Vector3 root_m, MediaTime time, bool isCut)
    {
        var place = new Anchor(root_m, time);
        if (_believed is { } believed ? place.Follows(believed, isCut) : !isCut)
        {
            _candidate = null;
            _believed = place;
            return true;
        }

        if (_candidate is not { } candidate || !place.Follows(candidate, isCut))
        {
            _candidateSince = time;
        }

        _candidate = place;
        if (time - _candidateSince < SettleTime_s)
        {
            return false;
        }

        _believed = place;
        return true;
    }

    private readonly record struct Anchor(Vector3 Root_m, MediaTime Time)
    {
        public bool Follows(Anchor earlier, bool isCut)
        {
            var reach = isCut
                ? (FastestCut_m_s * (Time - earlier.Time)) + (JitterCut * earlier.Root_m.Length())
                : (FastestWhole_m_s * (Time - earlier.Time)) + (JitterWhole * earlier.Root_m.Length());
            return Vector3.Distance(Root_m, earlier.Root_m) <= reach;
        }
    }
}
