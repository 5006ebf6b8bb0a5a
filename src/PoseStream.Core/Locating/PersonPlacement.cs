using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Locating;

/// <summary>From what a network says of one crop to places in camera space.</summary>
public static class PersonPlacement
{
    private static readonly int Root = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly BoneLengthSearch Bones = new(Halpe26.Skeleton, BoneLengths.Adult);

    /// <param name="joints">In the order of <see cref="Halpe26"/>; frame pixels, metres in the axes of an affine crop or, where a virtual camera took it, of the real one.</param>
    /// <param name="metresPerPixel">What the network says of it (<see cref="PoseEstimate.MetresPerPixel"/>), or a root network; NaN: then the pose is fitted to its pixels, or its relative depths to the lengths of bones.</param>
    /// <param name="positions_m">Camera space; NaN where absent. Meaningless where there is no fit.</param>
    /// <returns>Null where the person cannot be placed.</returns>
    public static RootFit? Place(
        Span<JointEstimate> joints, float metresPerPixel, in CropTransform crop, CameraModel camera, Span<Vector3> positions_m) =>
        Place(joints, metresPerPixel, FromCrop(crop, camera), camera, positions_m);

    /// <summary>
    /// From the axes that a pose has once it is in the frame to the camera's own: those of an affine crop are those of a camera that looks straight at its middle, those of a virtual
    /// camera were turned back already.
    /// </summary>
    public static Quaternion FromCrop(in CropTransform crop, CameraModel camera) => crop.View is null
        ? ViewingDirection.FromRay(camera.Normalize(crop.ToFrame(new Vector2(crop.InputWidth, crop.InputHeight) / 2)))
        : Quaternion.Identity;

    /// <param name="turn">From the axes of the joints' metres to the camera's.</param>
    /// <inheritdoc cref="Place(Span{JointEstimate}, float, in CropTransform, CameraModel, Span{Vector3})"/>
    public static RootFit? Place(
        Span<JointEstimate> joints, float metresPerPixel, Quaternion turn, CameraModel camera, Span<Vector3> positions_m)
    {
        if (joints[Root] is { IsPresent: true, HasDepthOnly: true })
        {
            return PlaceByDepths(joints, metresPerPixel, camera, positions_m);
        }

        if (float.IsFinite(metresPerPixel))
        {
            var sight = Vector3.Transform(Vector3.UnitZ, turn);
            return RootScale.Place(joints, Root, metresPerPixel, sight, camera, positions_m) is { } root ? new RootFit(root, ReprojectionError_px: null) : null;
        }

        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { RootRelative_m = Vector3.Transform(joints[j].RootRelative_m, turn) };
        }

        if (RootFitter.Fit(joints, camera) is not { } fit)
        {
            return null;
        }

        for (var j = 0; j < joints.Length; j++)
        {
            positions_m[j] = joints[j].IsPresent ? joints[j].RootRelative_m + fit.Translation_m : new Vector3(float.NaN);
        }

        return fit;
    }

    private static RootFit? PlaceByDepths(ReadOnlySpan<JointEstimate> joints, float metresPerPixel, CameraModel camera, Span<Vector3> positions_m)
    {
        var depth_m = float.IsFinite(metresPerPixel) ? metresPerPixel * (float)Math.Sqrt(camera.Fx * camera.Fy) : Bones.Depth(joints, camera);
        return depth_m is { } known && RelativeDepths.Place(joints, Root, known, camera, positions_m) is { } root ? new RootFit(root, ReprojectionError_px: null) : null;
    }
}
