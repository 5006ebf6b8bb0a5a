using System.Numerics;
using PoseStream.Core.Kinematics;

namespace PoseStream.Core.BodyModels;

/// <summary>
/// The body model of D3KE, full_body_wo_hands: 95 coordinates, of which the network gives 69, the pelvis' rotation gives three, the rhythm of the shoulder fourteen
/// more, and of which wrists and elbow_y stay 0 (facts: model contracts §9.4, §9.6).
/// </summary>
public sealed class D3keBody : IBodyModel
{
    private const int PelvisTurns = 3;
    private const int PelvisPlaces = 3;

    // Full turns of the arm about its axis raise the shoulder blade by these parts of them.
    private static readonly CoupledCoordinate[] RightShoulder =
    [
        new("unrotscap_r3", "shoulder_elv", -0.322013f / 3.14159f),
        new("unrotscap_r2", "shoulder_elv", 0.633555f / 2.61799f),
        new("acromioclavicular_r3", "shoulder_elv", 1.03673f / 2.61799f),
        new("acromioclavicular_r1", "shoulder_elv", 0.466003f / 2.61799f),
        new("unrothum_r1", "shoulder_elv", -0.466003f / 2.61799f),
        new("unrothum_r3", "shoulder_elv", -1.03673f / 2.61799f),
        new("unrothum_r2", "shoulder_elv", 0.128282f / 2.61799f),
    ];

    private static readonly string[] Unmoved = ["elbow_y", "deviation", "flexion", "elbow_y_l", "deviation_l", "flexion_l"];

    // What both this model and the published list of angles have, with one meaning and one sign.
    private static readonly (JointAngle Published, int Predicted)[] Shared =
    [
        .. new (JointAngle Angle, string Name)[]
        {
            (JointAngle.HipFlexionRight, "hip_flexion_r"), (JointAngle.HipAdductionRight, "hip_adduction_r"), (JointAngle.HipRotationRight, "hip_rotation_r"),
            (JointAngle.KneeAngleRight, "knee_angle_r"), (JointAngle.AnkleAngleRight, "ankle_angle_r"),
            (JointAngle.HipFlexionLeft, "hip_flexion_l"), (JointAngle.HipAdductionLeft, "hip_adduction_l"), (JointAngle.HipRotationLeft, "hip_rotation_l"),
            (JointAngle.KneeAngleLeft, "knee_angle_l"), (JointAngle.AnkleAngleLeft, "ankle_angle_l"),
            (JointAngle.ElbowFlexionRight, "elbow_flexion"), (JointAngle.ElbowFlexionLeft, "elbow_flexion_l"),
        }.Select(pair => (pair.Angle, D3keAngles.IndexOf(pair.Name))),
    ];

    private readonly int[] _leaders = [.. Coupled.Select(coordinate => D3keAngles.IndexOf(coordinate.Leader))];

    private D3keBody()
    {
    }

    /// <summary>The shoulder's seven coordinates that follow its elevation, right then left.</summary>
    public static IReadOnlyList<CoupledCoordinate> Coupled { get; } =
        [.. RightShoulder, .. RightShoulder.Select(right => new CoupledCoordinate(right.Name + "_l", right.Leader + "_l", right.Factor))];

    public static D3keBody Instance { get; } = new();

    public string Name => "d3ke";

    public IReadOnlyList<string> Coordinates { get; } =
    [
        "pelvis_tilt", "pelvis_list", "pelvis_rotation", "pelvis_tx", "pelvis_ty", "pelvis_tz",
        .. D3keAngles.All.Select(angle => angle.Name), .. Coupled.Select(coordinate => coordinate.Name), .. Unmoved,
    ];

    public IReadOnlyList<string> Markers { get; } = [.. D3kePoints.Markers.Select(marker => marker.Name)];

    public void ReadCoordinates(ReadOnlySpan<float> features, Quaternion toGround, Span<float> coordinates)
    {
        (coordinates[0], coordinates[1], coordinates[2]) = PelvisTurn(features, toGround);
        var pelvis = Vector3.Transform(-D3keFeatures.Root(features), toGround);
        (coordinates[3], coordinates[4], coordinates[5]) = (pelvis.X, pelvis.Y, pelvis.Z);
        var angles = D3keFeatures.AnglesOf(features);
        var rest = coordinates[(PelvisTurns + PelvisPlaces)..];
        angles.CopyTo(rest);
        rest = rest[angles.Length..];
        for (var i = 0; i < Coupled.Count; i++)
        {
            rest[i] = Coupled[i].Factor * angles[_leaders[i]];
        }

        rest.Slice(Coupled.Count, Unmoved.Length).Clear();
    }

    public void ReadAngles(ReadOnlySpan<float> features, Quaternion toGround, Span<float> angles_rad)
    {
        angles_rad.Fill(float.NaN);
        (angles_rad[(int)JointAngle.PelvisTilt], angles_rad[(int)JointAngle.PelvisList], angles_rad[(int)JointAngle.PelvisRotation]) = PelvisTurn(features, toGround);
        foreach (var (published, predicted) in Shared)
        {
            angles_rad[(int)published] = D3keFeatures.AnglesOf(features)[predicted];
        }
    }

    public void ReadMarkers(ReadOnlySpan<float> features, Quaternion toGround, Span<Vector3> markers_m)
    {
        if (!D3keFeatures.HasPoints(features))
        {
            markers_m.Fill(new Vector3(float.NaN));
            return;
        }

        var root = D3keFeatures.Root(features);
        for (var i = 0; i < D3keFeatures.MarkerCount; i++)
        {
            markers_m[i] = Vector3.Transform(D3keFeatures.Point(features, D3keFeatures.JointCount + i) - root, toGround);
        }
    }

    /// <summary>ground_pelvis turns about z, then x, then y, all fixed to the body.</summary>
    private static (float Tilt, float List, float Rotation) PelvisTurn(ReadOnlySpan<float> features, Quaternion toGround)
    {
        var pelvis = new SegmentFrame(Ground(features, 0, toGround), Ground(features, 1, toGround), Ground(features, 2, toGround));
        return SegmentFrame.Ground.To(pelvis);
    }

    private static Vector3 Ground(ReadOnlySpan<float> features, int axis, Quaternion toGround) =>
        Vector3.Transform(D3keFeatures.PelvisAxis(features, axis), toGround);
}
