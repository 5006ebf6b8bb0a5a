using System.Globalization;
using System.Numerics;
using PoseStream.Core.Meshes;
using PoseStream.Daemon.Evaluating.Meshes;
using PoseStream.Daemon.Exporting;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

public sealed class MeshFileTests : IDisposable
{
    private static readonly Vector3[] Tetrahedron = [new(0, 0, 2), new(1, 0, 2), new(0, 1, 2), new(0, 0, 3)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatTheExportWrites_ComesBack()
    {
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        ObjFile.Write(writer, new MeshTopology("a-mesh", Tetrahedron.Length, [0, 1, 2, 0, 2, 3]), Tetrahedron);

        Assert.Equal(Tetrahedron, ObjReader.Read(_folder.Write("exported.obj", writer.ToString())));
    }

    [Fact]
    public void Run_MovedAndOnePointOff_TellsBothErrors()
    {
        var found = Write("found.obj", [.. Tetrahedron.Select(vertex => vertex + new Vector3(5, -1, 0.5f))]);
        Assert.Equal(0, Mpvpe(found, Write("truth.obj", Tetrahedron)), 1e-6);

        // One of four vertices 0.4 off: the mean moves by 0.1, so that it is 0.3 off and the others 0.1.
        var bent = Write("bent.obj", [.. Tetrahedron[..3], Tetrahedron[3] + new Vector3(0, 0, 0.4f)]);
        Assert.Equal((0.3 + (3 * 0.1)) / 4, Mpvpe(bent, Write("truth.obj", Tetrahedron)), 1e-6);
    }

    [Fact]
    public void Run_TwiceAsLarge_IsNoErrorAfterProcrustes()
    {
        var results = MeshComparison.Run(Write("large.obj", [.. Tetrahedron.Select(vertex => 2 * vertex)]), Write("truth.obj", Tetrahedron)).Results;

        Assert.Equal(["MPVPE", "PA-MPVPE"], results.Select(result => result.Name));
        Assert.True(results[0].Value > 0.3);
        Assert.Equal(0, results[1].Value, 1e-6);
        Assert.All(results, result => Assert.Equal(("4 vertices", 4L), (result.Joints, result.Samples)));
    }

    [Fact]
    public void Run_Folders_CompareFilesOfTheSameName()
    {
        foreach (var (folder, shift) in new[] { ("found", 1f), ("truth", 0f) })
        {
            Write($"{folder}/track-1.obj/000001.obj", [.. Tetrahedron.Select(vertex => vertex + new Vector3(shift))]);
            Write($"{folder}/track-1.obj/00000{(folder == "found" ? 2 : 3)}.obj", Tetrahedron);
        }

        var evaluation = MeshComparison.Run(_folder.PathOf("found"), _folder.PathOf("truth"));

        Assert.Equal(4, evaluation.Results[0].Samples);
        Assert.StartsWith("surfaces of the same name: 1, of 2 in the predictions and 2 in the truth", evaluation.Notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v 0 0 0\nv 1 0\n", "line 2: has 2 coordinates; a vertex has 3")]
    [InlineData("v 0 0 x\n", "line 1: \"x\" is no coordinate")]
    [InlineData("v 0 0 NaN\n", "line 1: \"NaN\" is no coordinate")]
    [InlineData("f 1 2 3\n", "has no vertex")]
    public void Read_Bad_NamesFileAndLine(string text, string complaint)
    {
        var file = _folder.Write("bad.obj", text);
        Assert.StartsWith($"{file}: {complaint}", Assert.Throws<CommandFailedException>(() => ObjReader.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingToCompare_SaysWhat()
    {
        var (three, four) = (Write("a/three.obj", Tetrahedron[..3]), Write("b/four.obj", Tetrahedron));
        Assert.Contains("3 vertices", Failure(three, four), StringComparison.Ordinal);
        Assert.Contains("no *.obj of the same name", Failure(_folder.PathOf("a"), _folder.PathOf("b")), StringComparison.Ordinal);
        Assert.Contains("no such file", Failure(_folder.PathOf("c.obj"), four), StringComparison.Ordinal);
        Assert.Contains("no such file", Failure(_folder.PathOf("c"), _folder.PathOf("b")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TwoMeshesInOneFolder_IsRefused()
    {
        foreach (var folder in new[] { "found", "truth" })
        {
            Write($"{folder}/1.obj", Tetrahedron);
            Write($"{folder}/2.obj", Tetrahedron[..3]);
        }

        Assert.Contains("one mesh at a time", Failure(_folder.PathOf("found"), _folder.PathOf("truth")), StringComparison.Ordinal);
    }

    private static double Mpvpe(string found, string truth) => MeshComparison.Run(found, truth).Results[0].Value;

    private static string Failure(string found, string truth) => Assert.Throws<CommandFailedException>(() => MeshComparison.Run(found, truth)).Message;

    private string Write(string name, Vector3[] vertices) =>
        _folder.Write(name, string.Concat(vertices.Select(vertex => string.Create(CultureInfo.InvariantCulture, $"v {vertex.X} {vertex.Y} {vertex.Z}\n"))));
}
