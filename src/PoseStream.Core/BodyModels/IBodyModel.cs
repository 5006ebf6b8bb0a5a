using System.Numerics;

namespace PoseStream.Core.BodyModels;

/// <summary>
/// A musculoskeletal model whose coordinates a network gives itself, so that nobody need guess them of joints. What the network said of a person is in
/// <see cref="Poses.PoseEstimate.Features"/>, in the axes of the crop; <see cref="Poses.PoseEstimate.FromCrop"/> turns these to the camera's, and
/// <see cref="Kinematics.OpenSimSpace"/> those to OpenSim's ground, which all that is read is told in. Pure: no state, no allocation, safe on any thread.
/// </summary>
public interface IBodyModel
{
    /// <summary>The word for it in messages and files.</summary>
    string Name { get; }

    /// <summary>All of the model's coordinates by OpenSim's names: those the network gives, those that follow from them, and those that stay 0.</summary>
    IReadOnlyList<string> Coordinates { get; }

    /// <summary>The model's markers by their names there.</summary>
    IReadOnlyList<string> Markers { get; }

    /// <param name="toGround">From the axes of the crop.</param>
    /// <param name="coordinates">By <see cref="Coordinates"/>: radians, pelvis_tx, ty and tz metres from the pose's root.</param>
    void ReadCoordinates(ReadOnlySpan<float> features, Quaternion toGround, Span<float> coordinates);

    /// <param name="toGround">From the axes of the crop.</param>
    /// <param name="angles_rad">By <see cref="Kinematics.JointAngle"/>; NaN where the model has no coordinate that means the same.</param>
    void ReadAngles(ReadOnlySpan<float> features, Quaternion toGround, Span<float> angles_rad);

    /// <param name="toGround">From the axes of the crop.</param>
    /// <param name="markers_m">By <see cref="Markers"/>: from the pose's root; NaN where the network gives none.</param>
    void ReadMarkers(ReadOnlySpan<float> features, Quaternion toGround, Span<Vector3> markers_m);
}
