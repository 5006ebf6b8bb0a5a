using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using Xunit;

namespace PoseStream.UnitTests.Locating;

/// <summary>People at the edge of a wide lens: a network sees them as if it looked straight at them, and they must not come out tilted or turned for it.</summary>
public sealed class EdgePersonTests
{
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int Neck = Halpe26.Skeleton.IndexOf("neck");

    public static TheoryData<float, float, bool> Places => new()
    {
        { 0, 0, false }, { 45, 0, false }, { -50, 0, false }, { 45, 0.2f, false }, { 0, 0, true }, { -60, 0, true }, { 65, 0.2f, true },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Place_PersonAtTheEdgeOfAWideLens_StandsUprightAndFacesTheSameWay(float azimuth_deg, float below, bool fisheye)
    {
        var camera = fisheye
            ? new CameraModel(700, 700, 960, 540, LensDistortion.Fisheye(-0.03, 0.006, -0.006, 0.0013), new FrameGeometry(1920, 1080), IntrinsicsSource.Configured)
            : CameraModel.FromFieldOfView(new FrameGeometry(1920, 1080), 110);
        var (sine, cosine) = MathF.SinCos(azimuth_deg * MathF.PI / 180);
        var root = 5 * new Vector3(sine, below, cosine);
        var body = Body(root);
        var pixels = Array.ConvertAll(body, camera.Project);

        // The crop's middle is the person's; a network that looks straight at it sees the body in the axes of that look.
        var middle = pixels[Pelvis];
        var crop = CropTransform.Region(middle, 400, 400, 0, 256, 256);
        var look = Quaternion.Conjugate(ViewingDirection.FromRay(camera.Normalize(middle)));
        var joints = body.Select((joint, j) => new JointEstimate(pixels[j], Vector3.Transform(joint - root, look), 1, 1)).ToArray();

        var scale = root.Z / (float)Math.Sqrt(camera.Fx * camera.Fy);
        foreach (var metresPerPixel in (float[])[float.NaN, scale])
        {
            var placed = new Vector3[body.Length];
            Assert.NotNull(PersonPlacement.Place([.. joints], metresPerPixel, crop, camera, placed));
            var (trunk, across) = (placed[Neck] - placed[Pelvis], placed[1] - placed[2]);
            Assert.True(Angle(trunk, -Vector3.UnitY) < 0.5f, $"tilted by {Angle(trunk, -Vector3.UnitY)}°");
            Assert.True(Angle(across, Vector3.UnitX) < 0.5f, $"turned by {Angle(across, Vector3.UnitX)}°");
            Assert.True(Vector3.Distance(root, placed[Pelvis]) < 0.02f, $"{root} placed at {placed[Pelvis]}");
        }
    }

    /// <summary>Upright, eyes level and across the camera's axis; every other joint somewhere about the trunk.</summary>
    private static Vector3[] Body(Vector3 root)
    {
        var random = new Random(3);
        var body = new Vector3[Halpe26.Skeleton.Count];
        for (var j = 0; j < body.Length; j++)
        {
            body[j] = root + new Vector3(random.NextSingle() - 0.5f, (1.7f * random.NextSingle()) - 0.8f, 0.4f * (random.NextSingle() - 0.5f));
        }

        (body[Pelvis], body[Neck]) = (root, root - new Vector3(0, 0.5f, 0));
        (body[1], body[2]) = (root + new Vector3(0.2f, -0.7f, 0), root + new Vector3(-0.2f, -0.7f, 0));
        return body;
    }

    private static float Angle(Vector3 a, Vector3 b) =>
        MathF.Atan2(Vector3.Cross(a, b).Length(), Vector3.Dot(a, b)) * 180 / MathF.PI;
}
