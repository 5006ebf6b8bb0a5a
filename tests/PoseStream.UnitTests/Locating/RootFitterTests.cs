using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class RootFitterTests
{
    private static readonly CameraModel Plain = CameraModel.FromFieldOfView(new FrameGeometry(1920, 1080), 60);
    private static readonly CameraModel Distorting = Plain with { Cx = 940, Fy = 1650, Distortion = new LensDistortion(-0.25, 0.1, 0.001, -0.001, 0) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_ExactPixels_FindsTheTranslation(bool distorting)
    {
        var camera = distorting ? Distorting : Plain;
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var root = RandomRoot(random, 1.5, 25);
            var fit = RootFitter.Fit(Turned(random, camera, root), camera);
            Assert.NotNull(fit);
            Assert.True(Vector3.Distance(root, fit.Value.Translation_m) < 2e-3f * root.Z, $"{root} was found at {fit.Value.Translation_m}");
            Assert.True(fit.Value.ReprojectionError_px < 0.05f);
        }
    }

    [Theory]
    [InlineData(4f, 2f, 0.01)]
    [InlineData(40f, 3f, 0.02)]
    public void Fit_NoisyPixels_IsRightOnAverage(float depth_m, float noise_px, double bias)
    {
        var random = new Random(5);
        var root = new Vector3(0.5f, 0.2f, depth_m);
        double sum = 0, worst = 0;
        const int Cases = 600;
        for (var i = 0; i < Cases; i++)
        {
            var joints = Turned(random, Plain, root);
            AddNoise(joints, random, noise_px);
            var z = RootFitter.Fit(joints, Plain)!.Value.Translation_m.Z;
            sum += z;
            worst = Math.Max(worst, Math.Abs(z - depth_m));
        }

        Assert.InRange(Math.Abs((sum / Cases) - depth_m), 0, bias * depth_m);
        // The person's spread in pixels is what depth is read from: six standard deviations of its own noise.
        var spread_px = Plain.Fx * 0.6 / depth_m;
        Assert.InRange(worst, 0, 6 * depth_m * noise_px / (spread_px * Math.Sqrt(26)));
    }

    [Fact]
    public void Fit_NoisyPixels_TellsTheError()
    {
        var random = new Random(6);
        double sum = 0;
        for (var i = 0; i < 100; i++)
        {
            var joints = Turned(random, Plain, new Vector3(0, 0, 5));
            AddNoise(joints, random, 3);
            sum += RootFitter.Fit(joints, Plain)!.Value.ReprojectionError_px!.Value;
        }

        // Two coordinates of 3 px each.
        Assert.InRange(sum / 100, 3.5, 4.6);
    }

    [Fact]
    public void Fit_JointsFarOff_HoldsThemOff()
    {
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            var root = RandomRoot(random, 3, 12);
            var joints = Turned(random, Plain, root);
            for (var k = 0; k < 3; k++)
            {
                var off = random.Next(joints.Length);
                joints[off] = joints[off] with { Pixel = joints[off].Pixel + new Vector2(150, -90) / root.Z * 4 };
            }

            var found = RootFitter.Fit(joints, Plain)!.Value.Translation_m;
            Assert.True(Math.Abs(found.Z - root.Z) < 0.06f * root.Z, $"{root} was found at {found}");
        }
    }

    [Fact]
    public void Fit_HiddenJointsWrong_CountsThemLittle()
    {
        var random = new Random(8);
        var root = new Vector3(0.4f, 0, 6);
        var joints = Turned(random, Plain, root);
        foreach (var j in new[] { 13, 14, 15, 16 })
        {
            joints[j] = joints[j] with { Pixel = joints[j].Pixel + new Vector2(0, -25), Visibility = 0 };
        }

        Assert.Equal(6, RootFitter.Fit(joints, Plain)!.Value.Translation_m.Z, 0.15f);
    }

    [Fact]
    public void Fit_UpperBodyOnly_StillFindsTheRoot()
    {
        var joints = Turned(new Random(9), Plain, new Vector3(-0.5f, 0.3f, 2));
        foreach (var j in new[] { 11, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 24, 25 })
        {
            joints[j] = JointEstimate.Absent;
        }

        Assert.True(Vector3.Distance(new Vector3(-0.5f, 0.3f, 2), RootFitter.Fit(joints, Plain)!.Value.Translation_m) < 0.01f);
    }

    [Fact]
    public void Fit_ThreeJoints_IsNull()
    {
        var joints = new JointEstimate[26];
        Array.Fill(joints, JointEstimate.Absent);
        Turned(new Random(1), Plain, new Vector3(0, 0, 4)).AsSpan(0, 3).CopyTo(joints);
        Assert.Null(RootFitter.Fit(joints, Plain));
    }

    [Fact]
    public void Fit_PixelsWithoutMetres_IsNull()
    {
        var joints = Turned(new Random(1), Plain, new Vector3(0, 0, 4));
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { RootRelative_m = new Vector3(float.NaN) };
        }

        Assert.Null(RootFitter.Fit(joints, Plain));
    }

    [Fact]
    public void Fit_PictureUpsideDown_IsNull()
    {
        // Such pixels belong to a person behind the camera.
        var joints = Turned(new Random(2), Plain, new Vector3(0, 0, 4));
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { Pixel = new Vector2(1920, 1080) - joints[j].Pixel };
        }

        Assert.Null(RootFitter.Fit(joints, Plain));
    }

    [Fact]
    public void Fit_AllJointsOnOnePixel_IsNull()
    {
        var joints = Turned(new Random(3), Plain, new Vector3(0, 0, 4));
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { Pixel = new Vector2(700.3f, 411.7f) };
        }

        Assert.Null(RootFitter.Fit(joints, Plain));
    }

    private static Vector3 RandomRoot(Random random, double near, double far)
    {
        var z = near + ((far - near) * random.NextDouble());
        return new Vector3((float)(z * (random.NextDouble() - 0.5) * 0.9), (float)(z * (random.NextDouble() - 0.5) * 0.4), (float)z);
    }

    /// <summary>The person turned about the vertical, with limbs moved at random.</summary>
    private static JointEstimate[] Turned(Random random, CameraModel camera, Vector3 root)
    {
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)(random.NextDouble() * Math.Tau));
        return [.. SyntheticPerson.Standing.Joints_m.Select(joint =>
        {
            var moved = Vector3.Transform(joint, turn) + (0.2f * new Vector3(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f));
            return new JointEstimate(camera.Project(moved + root), moved, 1, 1);
        })];
    }

    private static void AddNoise(JointEstimate[] joints, Random random, float sigma_px)
    {
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with { Pixel = joints[j].Pixel + (sigma_px * new Vector2(Gauss(random), Gauss(random))) };
        }
    }

    private static float Gauss(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()));
}
