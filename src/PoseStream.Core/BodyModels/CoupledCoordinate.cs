namespace PoseStream.Core.BodyModels;

/// <summary>A coordinate that a constraint of the model makes a multiple of another.</summary>
/// <param name="Name">OpenSim's.</param>
/// <param name="Leader">The coordinate that it follows.</param>
public readonly record struct CoupledCoordinate(string Name, string Leader, float Factor);
