using System.Numerics;
using PoseStream.Core.Meshes;
using Xunit;

namespace PoseStream.UnitTests.Meshes;

public sealed class MeshFaultsTests
{
    private static readonly MeshTopology Topology = new("icosahedron", 12, Icosahedron.Faces);

    [Fact]
    public void Of_SoundBody_HasNone() => Assert.Equal(new MeshFaults(0, 0, false), MeshFaults.Of(Topology, Icosahedron.Vertices(0.4f, new Vector3(3, -2, 5))));

    [Fact]
    public void Of_MirroredBody_IsInsideOut()
    {
        Vector3[] mirrored = [.. Icosahedron.Vertices(0.4f, Vector3.One).Select(vertex => vertex with { X = -vertex.X })];
        Assert.Equal(new MeshFaults(0, 0, true), MeshFaults.Of(Topology, mirrored));
    }

    [Fact]
    public void Of_TwoVerticesInOnePlace_HasDegenerateFaces()
    {
        var vertices = Icosahedron.Vertices(0.4f, Vector3.Zero);
        vertices[1] = vertices[0];
        var faults = MeshFaults.Of(Topology, vertices);
        Assert.Equal(2, faults.Degenerate);
        Assert.False(faults.AreNone);
    }

    [Fact]
    public void Of_NoNumber_IsDegenerate()
    {
        var vertices = Icosahedron.Vertices(0.4f, Vector3.Zero);
        vertices[4] = new Vector3(float.NaN);
        Assert.Equal(5, MeshFaults.Of(Topology, vertices).Degenerate);
    }

    [Fact]
    public void Of_VertexPushedThroughItsNeighbours_HasInvertedFaces()
    {
        var vertices = Icosahedron.Vertices(0.4f, Vector3.Zero);
        vertices[0] = (vertices[5] * 3) - (vertices[0] * 0.5f);
        Assert.True(MeshFaults.Of(Topology, vertices).Inverted > 0);
    }

    [Fact]
    public void FindFault_FacesOfASoundBody_HaveNone() => Assert.Null(MeshOrientation.FindFault(Icosahedron.Faces, 12));

    [Fact]
    public void FindFault_OneFaceTurned_IsFound()
    {
        int[] faces = [.. Icosahedron.Faces];
        (faces[30], faces[31]) = (faces[31], faces[30]);
        Assert.Contains("turn opposite ways", MeshOrientation.FindFault(faces, 12)!, StringComparison.Ordinal);
        Assert.Contains("names vertex 11, and there are 11", MeshOrientation.FindFault(Icosahedron.Faces, 11)!, StringComparison.Ordinal);
    }
}
