using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Truth;

/// <summary>Reads the truth about every person from the scene and the picture's buffers.</summary>
public static class TruthExtractor
{
    /// <summary>Further behind the seen surface than the flesh is deep: nothing of one's own is between.</summary>
    private const float Slack_m = 0.02f;

    /// <param name="picture">Rendered from this scene and view.</param>
    public static PictureTruth Extract(Scene scene, CameraView view, Picture picture)
    {
        var people = new PersonTruth[scene.People.Count];
        for (var i = 0; i < people.Length; i++)
        {
            people[i] = Describe(scene, view, picture, i);
        }

        return new PictureTruth(view, people);
    }

    private static PersonTruth Describe(Scene scene, CameraView view, Picture picture, int index)
    {
        var person = scene.People[index];
        var coverage = picture.People[index];
        Span<Vector3> world = stackalloc Vector3[Halpe26.Skeleton.Count];
        HalpeJoints.Solve(person, world);
        var joints = new JointTruth[world.Length];
        for (var j = 0; j < joints.Length; j++)
        {
            var camera = view.ToCamera(world[j]);
            var pixel = view.Project(world[j]);
            var (visibility, by) = See(picture, index, j, pixel, camera.Z);
            joints[j] = new JointTruth(world[j], camera, pixel, visibility, by);
        }

        return new PersonTruth(
            index,
            person.Identity,
            person.Look.Proportions.Stature_m,
            coverage.VisibleBox,
            FullBox(scene, view, index, coverage.SilhouetteBox),
            coverage.Visible_px,
            coverage.Silhouette_px > 0 ? coverage.Visible_px / coverage.Silhouette_px : 0,
            joints);
    }

    private static (TruthVisibility Visibility, int? By) See(Picture picture, int person, int joint, Vector2 pixel, float depth_m)
    {
        var (width, height) = (picture.Geometry.Width, picture.Geometry.Height);
        if (!(pixel.X >= 0 && pixel.Y >= 0 && pixel.X < width && pixel.Y < height))
        {
            return (TruthVisibility.OutOfFrame, null);
        }

        // On people a few pixels wide a joint may fall on the next pixel: the four neighbours may vouch for it.
        var (x, y) = ((int)pixel.X, (int)pixel.Y);
        if (IsSeen(picture, person, joint, x, y, depth_m)
            || (x > 0 && IsSeen(picture, person, joint, x - 1, y, depth_m)) || (x < width - 1 && IsSeen(picture, person, joint, x + 1, y, depth_m))
            || (y > 0 && IsSeen(picture, person, joint, x, y - 1, depth_m)) || (y < height - 1 && IsSeen(picture, person, joint, x, y + 1, depth_m)))
        {
            return (TruthVisibility.Visible, null);
        }

        var owner = picture.Owners[(y * width) + x];
        return owner == person ? (TruthVisibility.SelfOccluded, null)
            : owner >= 0 ? (TruthVisibility.OccludedByPerson, owner)
            : (TruthVisibility.OccludedByThing, null);
    }

    private static bool IsSeen(Picture picture, int person, int joint, int x, int y, float depth_m)
    {
        var at = (y * picture.Geometry.Width) + x;
        return picture.Owners[at] == person
            && HalpeJoints.RegionsOf(joint).Contains(picture.Regions[at])
            && picture.Depth_m[at] > depth_m - HalpeJoints.DepthOf(joint) - Slack_m;
    }

    /// <summary>The silhouette's own box, except where it meets the picture's edge: there the solids tell how far it goes on.</summary>
    private static BoundingBox? FullBox(Scene scene, CameraView view, int index, BoundingBox? silhouette)
    {
        var (width, height) = (view.Model.Geometry.Width, view.Model.Geometry.Height);
        if (silhouette is { X1: > 0, Y1: > 0 } inside && inside.X2 < width && inside.Y2 < height)
        {
            return inside;
        }

        BoundingBox? all = null;
        var toCamera = Quaternion.Conjugate(view.ToWorld);
        foreach (ref readonly var solid in scene.Solids)
        {
            // An open shell's bounds reach beyond its hem; the limb inside it does not.
            if (solid.Owner != index || solid.ClipNormal != Vector3.Zero)
            {
                continue;
            }

            if (SolidBounds.Of(solid, toCamera, view.Position_m) is not { } part || !part.IsFinite)
            {
                return null;
            }

            all = all is { } box ? SolidBounds.Union(box, part) : part;
        }

        if (all is not { } normalized)
        {
            return null;
        }

        var low = view.Model.Project(new Vector3(normalized.X1, normalized.Y1, 1));
        var high = view.Model.Project(new Vector3(normalized.X2, normalized.Y2, 1));
        return silhouette is not { } seen ? new BoundingBox(low.X, low.Y, high.X, high.Y) : new BoundingBox(
            seen.X1 > 0 ? seen.X1 : low.X, seen.Y1 > 0 ? seen.Y1 : low.Y, seen.X2 < width ? seen.X2 : high.X, seen.Y2 < height ? seen.Y2 : high.Y);
    }
}
