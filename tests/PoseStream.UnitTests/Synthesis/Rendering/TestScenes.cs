using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.UnitTests.Synthesis.Rendering;

internal static class TestScenes
{
    public static readonly Material White = new(Vector3.One * 0.8f) { Grain = 0 };

    public static Scene Empty() => new()
    {
        Light = new Light(Vector3.Normalize(new Vector3(0.6f, 0.4f, 0.8f)), Vector3.One * 0.6f, Vector3.One * 0.4f, Vector3.One * 0.2f),
        Sky = new Sky(Vector3.One * 0.5f, Vector3.One * 0.4f, Vector3.One, 0),
    };

    /// <summary>Four metres before the origin, looking at it from breast height; the picture is 3.2 m wide there.</summary>
    public static CameraView Front(int width = 320, int height = 320) =>
        CameraView.LookingAt(CameraModel.FromFieldOfView(new FrameGeometry(width, height), 43.6), new Vector3(4, 0, 0.9f), new Vector3(0, 0, 0.9f));

    /// <param name="heading_rad">0 faces +x, towards <see cref="Front"/>.</param>
    public static ScenePerson Standing(ulong seed, Vector2 at, float heading_rad, Action<BodyPose>? change = null)
    {
        var look = PersonLookGenerator.Make(new Dice(seed), children: 0);
        var pose = new BodyPose { Pelvis_m = new Vector3(at, look.Proportions.HipHeight_m) };
        pose[BodyJoint.Pelvis] = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, heading_rad);
        pose[BodyJoint.LeftShoulder] = Quaternion.CreateFromAxisAngle(Vector3.UnitX, 0.3f);
        pose[BodyJoint.RightShoulder] = Quaternion.CreateFromAxisAngle(Vector3.UnitX, -0.3f);
        change?.Invoke(pose);
        return new ScenePerson($"person-{seed}", look, pose);
    }

    public static Picture Render(Scene scene, CameraView view, int samples = 2, int shadows = 0)
    {
        var picture = new Picture();
        new SceneRenderer(new RenderOptions(samples, shadows)).Render(scene, view, picture);
        return picture;
    }
}
