using System.Numerics;

namespace PoseStream.Core.Locating;

/// <summary>
/// A network that sees a crop cannot know where in the picture the crop was: its axes are those of a camera that looks straight at the person.
/// This is the turn from that camera to the real one, without roll (the virtual camera of facts: model contracts §9.1).
/// </summary>
public static class ViewingDirection
{
    /// <param name="ray">(x/z, y/z) of the crop's centre.</param>
    public static Quaternion FromRay(Vector2 ray)
    {
        var forward = Vector3.UnitZ;
        var direction = Vector3.Normalize(new Vector3(ray, 1));
        var axis = Vector3.Cross(forward, direction);
        var sine = axis.Length();
        return sine < 1e-6f
            ? Quaternion.Identity
            : Quaternion.CreateFromAxisAngle(axis / sine, MathF.Atan2(sine, Vector3.Dot(forward, direction)));
    }
}
