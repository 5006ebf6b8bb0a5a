using System.Numerics;
using PoseStream.Core.Locating;
using Xunit;

namespace PoseStream.UnitTests.Locating;

public sealed class GroundContactTests
{
    // A camera 2.5 m above the floor, looking 15° down: y down, z forward.
    private static readonly Plane Floor = new(Vector3.Transform(-Vector3.UnitY, Quaternion.CreateFromAxisAngle(Vector3.UnitX, -15 * MathF.PI / 180)), 2.5f);

    [Theory]
    [InlineData(1)]
    [InlineData(1.15f)]
    [InlineData(0.85f)]
    public void Measure_BodyOfAnySize_StandsOnTheFloor(float size)
    {
        // The toes are 3 cm above the floor; all that the network got wrong is the distance, and so the size.
        Vector3[] feet = [OnFloor(6, 0.2f, 0.03f) * size, OnFloor(6.1f, -0.1f, 0.15f) * size];
        var root = OnFloor(6.05f, 0, 0.95f);
        var measured = Measure(Floor, feet, root * size)!.Value;
        Assert.Equal(root.Z, measured.Depth_m, 0.02f);
        Assert.Equal(root.X / root.Z, measured.Ray.X, 1e-4f);
        Assert.Equal((RootSource.GroundContact, false, 0.03f), (measured.Source, measured.ScalesWithBody, measured.PelvisSigma_m));
        Assert.InRange(measured.DepthSigma, 0.01f, 0.03f);
    }

    [Fact]
    public void Measure_FartherAway_IsLessSure() => Assert.True(
        Measure(Floor, [OnFloor(20, 0, 0.03f)], OnFloor(20, 0, 0.95f))!.Value.DepthSigma
        > Measure(Floor, [OnFloor(5, 0, 0.03f)], OnFloor(5, 0, 0.95f))!.Value.DepthSigma);

    [Fact]
    public void Measure_NoFootTells_IsNull()
    {
        var root = OnFloor(6, 0, 0.95f);
        Assert.Null(Measure(Floor, [], root));
        Assert.Null(Measure(Floor, [new Vector3(float.NaN)], root));
        Assert.Null(Measure(Floor, [OnFloor(6, 0, 3)], root));
        Assert.Null(Measure(Floor, [OnFloor(6, 0, 1.3f)], root));
        Assert.Null(Measure(Floor with { D = 0.1f }, [OnFloor(6, 0, 0.03f)], root));
    }

    private static RootMeasurement? Measure(Plane floor, Vector3[] feet, Vector3 root) => GroundContact.Measure(
        floor, feet, root, new RootMeasurement(new Vector2(root.X, root.Y) / root.Z, 0.002f, root.Z, 0.05f, RootSource.NetworkDepth, IsPartial: false) { PelvisSigma_m = 0.03f });

    private static Vector3 OnFloor(float away_m, float aside_m, float up_m)
    {
        var under = Floor.Normal * -Floor.D;
        var forward = Vector3.Normalize(Vector3.UnitZ - (Vector3.Dot(Vector3.UnitZ, Floor.Normal) * Floor.Normal));
        return under + (forward * away_m) + (Vector3.UnitX * aside_m) + (Floor.Normal * up_m);
    }
}
