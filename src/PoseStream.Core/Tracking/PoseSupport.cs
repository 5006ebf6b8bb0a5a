using PoseStream.Core.Time;

namespace PoseStream.Core.Tracking;

/// <summary>Whether the pose network goes on seeing a person where the tracker follows one. Detectors take coats and statues for people, again and again. One a track.</summary>
public sealed class PoseSupport(double doubtAfter_s)
{
    private MediaTime? _supported;

    /// <summary>Takes what the network said of a frame in which it was asked.</summary>
    /// <returns>Whether there is doubt: nobody was seen yet, or not for a while.</returns>
    public bool IsDoubted(bool seesPerson, MediaTime time)
    {
        if (seesPerson)
        {
            _supported = time;
        }

        return _supported is not { } last || time - last > doubtAfter_s;
    }
}
