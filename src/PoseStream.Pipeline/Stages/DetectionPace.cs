using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>
/// Whether the detector looks at a frame. At the latest at every n-th; sooner as long as somebody has moved on, is new, is doubted, was missed by the last look or is lost, and the detector keeps up.
/// Between, the tracker foretells boxes.
/// </summary>
/// <param name="longest">Frames from one look to the next; 1: it looks at every frame.</param>
public sealed class DetectionPace(int longest)
{
    private int _since;

    /// <summary>The next frame is looked at.</summary>
    public void Restart() => _since = 0;

    /// <param name="isBehind">Whether frames come faster than they are taken: then only the longest pace is kept.</param>
    public bool IsDue(IReadOnlyList<Track> tracks, bool isBehind) => _since == 0 || (!isBehind && IsSomebodyUnsettled(tracks));

    /// <param name="looked">Whether the detector looked at the frame that is over.</param>
    public void Advance(bool looked) => _since = looked ? 1 % longest : (_since + 1) % longest;

    private static bool IsSomebodyUnsettled(IReadOnlyList<Track> tracks)
    {
        // By index: the enumerator of an interface is an allocation.
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i].State is not TrackState.Ended && tracks[i].IsUnsettled)
            {
                return true;
            }
        }

        return false;
    }
}
