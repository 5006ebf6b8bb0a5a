using PoseStream.Core.Families;

namespace PoseStream.Daemon.Configuration;

/// <param name="Name">As in the configuration.</param>
/// <param name="Model">A network's id.</param>
/// <param name="Task">What the network must be for.</param>
public readonly record struct PresetStage(string Name, string Model, ModelTask Task);
