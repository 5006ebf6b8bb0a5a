using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Meshes;
using Xunit;

namespace PoseStream.UnitTests.Meshes;

public sealed class PersonMeshTests
{
    [Fact]
    public void At_RootFoundFartherAway_GrowsAsTheJointsDo()
    {
        var estimate = new MeshEstimate(12, 1);
        Icosahedron.Vertices(0.5f, Vector3.Zero).CopyTo(estimate.Vertices_m, 0);
        estimate.Joints_m[0] = new Vector3(0.1f, -0.4f, 0.2f);
        var (fitted, located) = (new Vector3(0.5f, 0.2f, 4), new Vector3(0.7f, 0.3f, 5));
        Vector3[] joints = [fitted + estimate.Joints_m[0], fitted + estimate.Vertices_m[3]];
        RootMotion.Move(joints, fitted, located);

        var mesh = PersonMesh.At(located, located.Z / fitted.Z, new MeshTopology("icosahedron", 12, Icosahedron.Faces), estimate);

        Assert.Equal(0, Vector3.Distance(joints[0], mesh.Joints_m[0]), 5);
        Assert.Equal(0, Vector3.Distance(joints[1], mesh.Vertices_m[3]), 5);
    }
}
