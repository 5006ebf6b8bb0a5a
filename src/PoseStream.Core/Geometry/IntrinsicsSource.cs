namespace PoseStream.Core.Geometry;

/// <summary>How far the numbers of a <see cref="CameraModel"/> can be trusted.</summary>
public enum IntrinsicsSource
{
    /// <summary>From a calibration that the user gave.</summary>
    Configured,

    /// <summary>From an assumed field of view: every distance is off by the same unknown factor.</summary>
    AssumedFieldOfView,

    /// <summary>From how people look who walked before the camera: every distance is off by the same factor, of which it is known how large it may be.</summary>
    EstimatedFromPeople,
}
