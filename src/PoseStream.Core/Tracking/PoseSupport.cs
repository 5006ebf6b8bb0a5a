using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>Whether the pose network goes on seeing a person where the tracker follows one. Detectors take coats and statues for people, again and again. One for as long as a track is not lost.</summary>
public sealed class PoseSupport(double doubtAfter_s)
{
    // A wide box round somebody shows another pose for a frame or two.
    private const int ProvenAfter = 3;

    private MediaTime? _supported;
    private int _poses;

    /// <summary>Poses that are nobody else's were seen here more than in passing: this is somebody, and not a second box round somebody.</summary>
    public bool IsProven => _poses >= ProvenAfter;

    /// <summary>Takes what the network said of a frame in which it was asked.</summary>
    /// <returns>Whether there is doubt: nobody was seen yet, or not for a while.</returns>
    public bool IsDoubted(bool seesPerson, MediaTime time)
    {
        if (seesPerson)
        {
            _supported = time;
            _poses++;
        }

        return _supported is not { } last || time - last > doubtAfter_s;
    }
}
