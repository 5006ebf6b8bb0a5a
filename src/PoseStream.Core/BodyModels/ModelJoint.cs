namespace PoseStream.Core.BodyModels;

/// <summary>A joint of a body model.</summary>
/// <param name="Name">OpenSim's.</param>
/// <param name="Parent">Index of the joint nearer the root; -1 for the root.</param>
/// <param name="Mirror">Index of the same joint of the other side; its own for middle joints.</param>
public readonly record struct ModelJoint(string Name, int Parent, int Mirror);
