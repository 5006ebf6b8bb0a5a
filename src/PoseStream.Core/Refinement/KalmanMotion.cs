namespace PoseStream.Core.Refinement;

/// <summary>What a point is expected to do until it is measured again.</summary>
public enum KalmanMotion
{
    /// <summary>Keep its velocity.</summary>
    Velocity,

    /// <summary>Keep its acceleration.</summary>
    Acceleration,
}
