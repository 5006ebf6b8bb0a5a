using System.Numerics;
using PoseStream.Core.Geometry;
using Xunit;

namespace PoseStream.UnitTests.Geometry;

public sealed class RigidTransformTests
{
    [Fact]
    public void Apply_AnyTransform_KeepsDistancesAndHandedness()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var transform = Any(random);
            var (a, b) = (Vector(random, 5), Vector(random, 5));
            Assert.Equal(Vector3.Distance(a, b), Vector3.Distance(transform.Apply(a), transform.Apply(b)), 1e-4f);
            var (x, y, z) = (transform.Turn(Vector3.UnitX), transform.Turn(Vector3.UnitY), transform.Turn(Vector3.UnitZ));
            Assert.Equal(1, Vector3.Dot(Vector3.Cross(x, y), z), 4);
        }
    }

    [Fact]
    public void Inverse_AndAfter_UndoAndChain()
    {
        var random = new Random(4);
        for (var round = 0; round < 500; round++)
        {
            var (first, then, point) = (Any(random), Any(random), Vector(random, 5));
            Assert.True(Vector3.Distance(point, first.Inverse().Apply(first.Apply(point))) < 1e-4f);
            Assert.True(Vector3.Distance(then.Apply(first.Apply(point)), then.After(first).Apply(point)) < 1e-4f);
        }
    }

    [Fact]
    public void FromMatrix_AnyRotation_TurnsAsTheMatrixDoes()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var rotation = Any(random);
            var (x, y, z) = (rotation.Turn(Vector3.UnitX), rotation.Turn(Vector3.UnitY), rotation.Turn(Vector3.UnitZ));
            var read = RigidTransform.FromMatrix([x.X, y.X, z.X, x.Y, y.Y, z.Y, x.Z, y.Z, z.Z], rotation.Translation_m);
            var point = Vector(random, 3);
            Assert.True(Vector3.Distance(rotation.Apply(point), read.Apply(point)) < 1e-4f);
        }
    }

    [Fact]
    public void FromMatrix_HalfTurns_AreTheirOwnInverse()
    {
        foreach (var diagonal in (double[][])[[1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
        {
            var half = RigidTransform.FromMatrix([diagonal[0], 0, 0, 0, diagonal[1], 0, 0, 0, diagonal[2]], Vector3.Zero);
            Assert.True(Vector3.Distance(new Vector3((float)diagonal[0], (float)(2 * diagonal[1]), (float)(3 * diagonal[2])), half.Apply(new Vector3(1, 2, 3))) < 1e-5f);
        }
    }

    [Theory]
    [InlineData(new double[] { 1, 0, 0, 0, 1, 0, 0, 0, -1 }, "mirrors")]
    [InlineData(new double[] { 2, 0, 0, 0, 1, 0, 0, 0, 1 }, "no rotation")]
    [InlineData(new double[] { 1, 0, 0, 0.5, 0.866, 0, 0, 0, 1 }, "no rotation")]
    [InlineData(new[] { double.NaN, 0, 0, 0, 1, 0, 0, 0, 1 }, "no rotation")]
    public void FromMatrix_NoRotation_IsRefused(double[] rows, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<ArgumentException>(() => RigidTransform.FromMatrix(rows, Vector3.Zero)).Message, StringComparison.Ordinal);

    [Fact]
    public void FromRotationVector_QuarterTurnAboutZ_TakesXToY()
    {
        var quarter = RigidTransform.FromRotationVector(new Vector3(0, 0, MathF.PI / 2), new Vector3(1, 2, 3));
        Assert.True(Vector3.Distance(new Vector3(1, 3, 3), quarter.Apply(Vector3.UnitX)) < 1e-5f);
        Assert.Equal(Quaternion.Identity, RigidTransform.FromRotationVector(Vector3.Zero, Vector3.Zero).Rotation);
    }

    [Fact]
    public void Constructor_NoRotationOrNoNumber_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new RigidTransform(default, Vector3.Zero));
        Assert.Throws<ArgumentException>(() => new RigidTransform(Quaternion.Identity, new Vector3(float.NaN, 0, 0)));
        Assert.Equal(1, new RigidTransform(new Quaternion(0, 0, 3, 4), Vector3.Zero).Rotation.Length(), 6);
    }

    private static RigidTransform Any(Random random) => new(
        new Quaternion(Vector(random, 1), (float)random.NextDouble() + 0.01f), Vector(random, 10));

    private static Vector3 Vector(Random random, float reach) =>
        reach * new Vector3((float)((2 * random.NextDouble()) - 1), (float)((2 * random.NextDouble()) - 1), (float)((2 * random.NextDouble()) - 1));
}
