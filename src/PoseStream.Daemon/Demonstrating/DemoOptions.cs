namespace PoseStream.Daemon.Demonstrating;

/// <param name="Cameras">At least 1.</param>
/// <param name="Duration">From the moment the service is up.</param>
/// <param name="JsonPath">Where the result is written; null: nowhere.</param>
/// <param name="ConfigPath">A configuration file of which all but the cameras is used; null: the defaults.</param>
/// <param name="CalibrateFromPeople">The service knows nothing of the cameras and learns them.</param>
internal sealed record DemoOptions(int Cameras, TimeSpan Duration, string? JsonPath, string? ConfigPath, bool CalibrateFromPeople);
