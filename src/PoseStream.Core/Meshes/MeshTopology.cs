namespace PoseStream.Core.Meshes;

/// <summary>How the vertices of a body hang together.</summary>
/// <param name="VertexCount">Of the mesh as published, padding and permutation of the network undone.</param>
/// <param name="Faces">Triangles: three vertex indices each, counter-clockwise seen from outside; empty where no file of faces is known.</param>
public sealed record MeshTopology(int VertexCount, IReadOnlyList<int> Faces);
