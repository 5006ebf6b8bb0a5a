namespace PoseStream.Core.Tracking;

public enum TrackState
{
    /// <summary>Seen too few times to be sure, also after having been lost among others or at the picture's edge; or doubted by the pose network.</summary>
    Tentative,

    Confirmed,

    /// <summary>Not seen in this frame; box and place are predictions and there is no pose.</summary>
    Lost,

    /// <summary>Gone; said once, and the id never comes back.</summary>
    Ended,
}
