using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;

namespace PoseStream.Synthesis.Truth;

/// <summary>Everything known of one rendered person.</summary>
/// <param name="Person">Index in the scene and in the owner buffer.</param>
/// <param name="Identity">The same in every picture of this person.</param>
/// <param name="Stature_m">Without shoes.</param>
/// <param name="VisibleBox">Round the pixels that are seen; null when there are none.</param>
/// <param name="FullBox">Round the whole person, reaching beyond the picture's edge and under what hides it; null when the camera's plane cuts the person.</param>
/// <param name="Visible_px">Seen area, pixels.</param>
/// <param name="VisibleShare">Seen area as a share of what would be seen, within the picture, if nothing stood in front; 0 beside the picture.</param>
/// <param name="Joints">In the order of <see cref="Halpe26"/>.</param>
public sealed record PersonTruth(
    int Person, string Identity, float Stature_m, BoundingBox? VisibleBox, BoundingBox? FullBox, float Visible_px, float VisibleShare, IReadOnlyList<JointTruth> Joints)
{
    /// <summary>Seen area as a share of the full box: low for people who are mostly hidden or out of the picture.</summary>
    public float Fill => FullBox is { Area: > 0 } box ? Visible_px / box.Area : 0;
}
