using System.Numerics;

namespace PoseStream.Core.BodyModels;

/// <summary>What a network says of one person in the terms of its own body model, in OpenSim's ground (<see cref="Kinematics.OpenSimSpace"/>). Immutable.</summary>
/// <param name="Coordinates">By <see cref="IBodyModel.Coordinates"/>: radians; pelvis_tx, ty and tz metres from the person's root.</param>
/// <param name="Markers_m">By <see cref="IBodyModel.Markers"/>: metres from the person's root; NaN where the network gives none.</param>
public sealed record BodyPosture(IBodyModel Model, IReadOnlyList<float> Coordinates, IReadOnlyList<Vector3> Markers_m);
