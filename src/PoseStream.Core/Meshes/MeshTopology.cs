namespace PoseStream.Core.Meshes;

/// <summary>How the vertices of a body hang together.</summary>
/// <param name="Model">The manifest's id of the network whose vertices these are.</param>
/// <param name="VertexCount">Of the mesh as published, padding and permutation of the network undone.</param>
/// <param name="Faces">Triangles: three vertex indices each, counter-clockwise seen from outside; empty where no file of faces is known.</param>
public sealed record MeshTopology(string Model, int VertexCount, IReadOnlyList<int> Faces);
