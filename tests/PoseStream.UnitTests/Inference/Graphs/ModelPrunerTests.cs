using Google.Protobuf;
using PoseStream.Core.Families;
using PoseStream.Inference.Graphs;
using PoseStream.Inference.Graphs.Onnx;
using Xunit;

namespace PoseStream.UnitTests.Inference.Graphs;

public sealed class ModelPrunerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posestream-pruner-").FullName;
    private readonly GraphProto _graph = new();

    [Fact]
    public void Prune_UnreadBranch_GoesWithItsWeightsAndNothingElse()
    {
        AddInputs("image", "w_trunk", "w_mask");
        AddNode(["image", "w_trunk"], ["trunk"]);
        AddNode(["trunk", "", "w_mask"], ["mask"]);
        AddNode(["trunk", "w_head"], ["points"]);
        AddWeights("w_trunk", "w_mask", "w_head");
        AddOutputs("mask", "points");
        _graph.ValueInfo.Add(new ValueInfoProto { Name = "trunk" });
        _graph.ValueInfo.Add(new ValueInfoProto { Name = "w_mask" });

        var pruned = Prune("points");

        Assert.Equal(["trunk", "points"], pruned.Node.SelectMany(node => node.Output));
        Assert.Equal(["points"], pruned.Output.Select(output => output.Name));
        Assert.Equal(["w_trunk", "w_head"], pruned.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(["image", "w_trunk"], pruned.Input.Select(input => input.Name));
        Assert.Equal(["trunk"], pruned.ValueInfo.Select(value => value.Name));
    }

    [Fact]
    public void Prune_NodeWithAnInnerGraph_KeepsWhatTheInnerGraphReads()
    {
        AddInputs("image");
        AddNode(["image"], ["outer"]);
        AddNode(["image"], ["passed"]);
        AddNode(["image"], ["dead"]);
        var deepest = new GraphProto();
        deepest.Node.Add(Node(["outer"], ["x"]));
        var inner = new GraphProto();
        inner.Node.Add(Node(["image"], ["y"]));
        inner.Node[0].Attribute.Add(new AttributeProto { Graphs = { deepest } });
        inner.Output.Add(new ValueInfoProto { Name = "passed" });
        AddNode(["image"], ["result"]);
        _graph.Node[^1].Attribute.Add(new AttributeProto { G = inner });
        AddOutputs("result", "dead");

        Assert.Equal(["outer", "passed", "result"], Prune("result").Node.SelectMany(node => node.Output));
    }

    [Fact]
    public void Prune_NodesOutOfOrder_FindsThemAll()
    {
        AddInputs("image");
        AddNode(["b"], ["c"]);
        AddNode(["a"], ["b"]);
        AddNode(["image"], ["a"]);
        AddOutputs("c");
        Assert.Equal(3, Prune("c").Node.Count);
    }

    [Fact]
    public void Prune_NodeWithTwoOutputs_StaysForTheOneThatIsRead()
    {
        AddInputs("image");
        AddNode(["image"], ["read", "unread"]);
        AddOutputs("read", "unread");
        Assert.Equal(["read", "unread"], Assert.Single(Prune("read").Node).Output);
    }

    [Fact]
    public void Prune_WhatTheSubsetDoesNotName_IsCarriedThrough()
    {
        AddInputs("image");
        AddNode(["image"], ["points"]);
        AddOutputs("points");

        // Field 4 of a node is its operator, field 1 of a model its version: neither is in the subset.
        var node = _graph.Node[0].ToByteArray().Concat(new byte[] { 0x22, 4, (byte)'R', (byte)'e', (byte)'l', (byte)'u' }).ToArray();
        _graph.Node[0] = NodeProto.Parser.ParseFrom(node);
        var model = new ModelProto { Graph = _graph }.ToByteArray().Concat(new byte[] { 0x08, 8 }).ToArray();
        File.WriteAllBytes(PathOf("in.onnx"), model);

        ModelPruner.Prune(PathOf("in.onnx"), PathOf("out.onnx"), ["points"]);

        var pruned = File.ReadAllBytes(PathOf("out.onnx"));
        Assert.True(pruned.AsSpan().IndexOf("\"\u0004Relu"u8) >= 0);
        Assert.True(pruned.AsSpan().IndexOf([(byte)0x08, (byte)8]) >= 0);
        Assert.Equal(model.Length, pruned.Length);
    }

    [Fact]
    public void Prune_UnknownOutput_NamesThoseThereAre()
    {
        AddInputs("image");
        AddNode(["image"], ["points"]);
        AddOutputs("points");
        var error = Assert.Throws<ModelContractException>(() => Prune("nope"));
        Assert.Contains("no output 'nope' to keep; it has points", error.Message, StringComparison.Ordinal);
        Assert.Throws<ModelContractException>(() => Prune());
        Assert.False(File.Exists(PathOf("out.onnx")));
    }

    [Fact]
    public void Prune_WeightsInAnotherFile_IsRefused()
    {
        AddInputs("image");
        AddOutputs("image");
        _graph.Initializer.Add(new TensorProto { Name = "w", DataLocation = 1 });
        Assert.Contains("files of their own", Assert.Throws<ModelContractException>(() => Prune("image")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no model")]
    [InlineData("")]
    public void Prune_NoModel_SaysSoAndWritesNothing(string content)
    {
        File.WriteAllText(PathOf("in.onnx"), content);
        var error = Assert.Throws<ModelContractException>(() => ModelPruner.Prune(PathOf("in.onnx"), PathOf("out.onnx"), ["points"]));
        Assert.Contains("not an ONNX model", error.Message, StringComparison.Ordinal);
        Assert.Equal([PathOf("in.onnx")], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static NodeProto Node(string[] inputs, string[] outputs) => new() { Input = { inputs }, Output = { outputs } };

    private void AddNode(string[] inputs, string[] outputs) => _graph.Node.Add(Node(inputs, outputs));

    private void AddInputs(params string[] names) => _graph.Input.AddRange(names.Select(name => new ValueInfoProto { Name = name }));

    private void AddOutputs(params string[] names) => _graph.Output.AddRange(names.Select(name => new ValueInfoProto { Name = name }));

    private void AddWeights(params string[] names) => _graph.Initializer.AddRange(names.Select(name => new TensorProto { Name = name }));

    private string PathOf(string name) => Path.Combine(_folder, name);

    private GraphProto Prune(params string[] keep)
    {
        File.WriteAllBytes(PathOf("in.onnx"), new ModelProto { Graph = _graph }.ToByteArray());
        ModelPruner.Prune(PathOf("in.onnx"), PathOf("out.onnx"), keep);
        return ModelProto.Parser.ParseFrom(File.ReadAllBytes(PathOf("out.onnx"))).Graph;
    }
}
