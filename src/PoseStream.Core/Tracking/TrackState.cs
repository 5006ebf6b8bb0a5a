namespace PoseStream.Core.Tracking;

public enum TrackState
{
    /// <summary>Seen too few times to be sure.</summary>
    Tentative,

    Confirmed,

    /// <summary>Not seen in this frame; the box is a prediction and there is no pose.</summary>
    Lost,

    /// <summary>Gone; said once, and the id never comes back.</summary>
    Ended,
}
