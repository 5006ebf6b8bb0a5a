using System.Numerics;
using Google.Protobuf;
using PoseStream.Core.Meshes;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Daemon.Publishing.Grpc;
using PoseStream.UnitTests.Meshes;
using Xunit;
using V1 = PoseStream.V1;

namespace PoseStream.UnitTests.Publishing;

/// <summary>Surfaces go to those who ask, and nobody else pays for them.</summary>
public sealed class GrpcPosePublisherTests : IDisposable
{
    private static readonly MeshTopology Topology = new("icosahedron", 12, Icosahedron.Faces);
    private static readonly PoseFrame WithMesh = PublishedPoses.With(
        PublishedPoses.Person, PublishedPoses.Person with { Mesh = new PersonMesh(Topology, Icosahedron.Vertices(0.5f, new Vector3(1, 2, 3)), [new Vector3(4, 5, 6)]) });

    private readonly GrpcPosePublisher _publisher = new();

    public void Dispose() => _publisher.Dispose();

    [Fact]
    public async Task Publish_SomebodyAsked_GivesSurfacesToThemOnly()
    {
        _publisher.JoinMeshes();
        var shared = await PublishedAsync(WithMesh);
        var (plain, full) = (V1.StreamPosesResponse.Parser.ParseFrom(shared.Response.Span).Frame, V1.StreamPosesResponse.Parser.ParseFrom(shared.ResponseWithMeshes.Span).Frame);
        Assert.All(plain.People, person => Assert.Null(person.Mesh));
        Assert.Null(full.People[0].Mesh);
        var mesh = full.People[1].Mesh;
        var first = Icosahedron.Vertices(0.5f, new Vector3(1, 2, 3))[0];
        Assert.Equal((36, 3, "icosahedron"), (mesh.VerticesM.Count, mesh.JointsM.Count, mesh.ModelId));
        Assert.Equal([first.X, first.Y, first.Z], mesh.VerticesM.Take(3));
        Assert.Equal([4f, 5, 6], mesh.JointsM);

        // But for the surface both are the same message.
        full.People[1].Mesh = null;
        Assert.Equal(plain, full);

        _publisher.LeaveMeshes();
        shared = await PublishedAsync(WithMesh);
        Assert.True(shared.Response.Span.SequenceEqual(shared.ResponseWithMeshes.Span));
    }

    [Fact]
    public async Task Publish_NobodyAsked_MakesOneMessage()
    {
        var shared = await PublishedAsync(WithMesh);
        Assert.True(shared.Response.Equals(shared.ResponseWithMeshes));
    }

    [Fact]
    public async Task Publish_FrameWithoutSurfaces_IsTheSameForThoseWhoAsked()
    {
        _publisher.JoinMeshes();
        var shared = await PublishedAsync(PublishedPoses.Frame);
        Assert.True(shared.Response.Equals(shared.ResponseWithMeshes));
        Assert.Null(_publisher.TopologyOf(PublishedPoses.Frame.Stamp.Camera));
    }

    [Fact]
    public async Task TopologyOf_CameraThatHadASurface_IsItsFaces()
    {
        await PublishedAsync(WithMesh);
        var response = MeshMapper.Map(_publisher.TopologyOf(WithMesh.Stamp.Camera)!);
        Assert.Equal(12u, response.VertexCount);
        Assert.Equal(Icosahedron.Faces, response.VertexIds.Select(vertex => (int)vertex));
    }

    private async Task<SharedPoseFrame> PublishedAsync(PoseFrame frame)
    {
        using var subscription = _publisher.Subscribers.Subscribe(4, _ => true);
        _publisher.Publish(frame, PoseFrameMapper.Map(frame));
        await foreach (var (shared, _) in subscription.ReadAllAsync(CancellationToken.None))
        {
            return shared;
        }

        throw new InvalidOperationException("nothing came");
    }
}
