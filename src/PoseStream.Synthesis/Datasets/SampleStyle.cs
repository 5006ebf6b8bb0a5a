namespace PoseStream.Synthesis.Datasets;

/// <summary>How far samples stray from what an ordinary camera sees.</summary>
public enum SampleStyle
{
    /// <summary>Streets, rooms and gyms as a camera put up with some care would see them; the built-in motions.</summary>
    Scenes,

    /// <summary>Everything varied as widely as it goes: for training, and for the hard test set.</summary>
    Wild,

    /// <summary>As <see cref="Scenes"/>, but people stand before one another in the picture, as when ways cross: for training.</summary>
    Crowds,

    /// <summary>Squares and parks on which people are far away, as a vehicle sees them: for training.</summary>
    Far,
}
