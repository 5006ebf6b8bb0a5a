namespace PoseStream.Core.BodyModels;

/// <summary>A body of a model and which of its scale factors hold along each of its axes.</summary>
/// <param name="Name">OpenSim's.</param>
public readonly record struct ScaledBody(string Name, int X, int Y, int Z);
