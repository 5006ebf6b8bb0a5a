namespace PoseStream.Daemon.Diagnosing;

internal enum FindingLevel
{
    Good,

    /// <summary>Something is not there, and the service runs without it.</summary>
    Note,

    /// <summary>The service cannot do what the configuration asks for.</summary>
    Broken,
}
