namespace PoseStream.Core.BodyModels;

/// <summary>A point on or in a body model that moves with one of its bodies.</summary>
/// <param name="Name">As in the model's marker set.</param>
/// <param name="Joint">Index of the joint that carries its body, or the nearest one to it.</param>
/// <param name="Mirror">Index of the same marker of the other side; its own for middle markers.</param>
/// <param name="Weight">How much the marker counted in the inverse kinematics that made the training's truth: 20 for bony landmarks, 0 for none.</param>
public readonly record struct ModelMarker(string Name, int Joint, int Mirror, int Weight);
