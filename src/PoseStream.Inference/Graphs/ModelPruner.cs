using Google.Protobuf;
using PoseStream.Core.Families;
using PoseStream.Inference.Graphs.Onnx;

namespace PoseStream.Inference.Graphs;

/// <summary>
/// Cuts the outputs that nobody reads out of a model file, with everything that is computed for them alone.
/// Not binding an output saves nothing, and neither does removing only its name: the dead nodes must go (facts: ONNX Runtime ABI §2, "Cutting outputs").
/// </summary>
public static class ModelPruner
{
    private const int ExternalData = 1;

    /// <summary>Writes the cut model; <paramref name="outputPath"/> appears complete or not at all.</summary>
    /// <param name="keepOutputs">Names of graph outputs; the others go.</param>
    /// <exception cref="ModelContractException">Not an ONNX file, an output that it does not have, or weights in files of their own.</exception>
    /// <exception cref="IOException"/>
    public static PruneSummary Prune(string inputPath, string outputPath, IReadOnlyCollection<string> keepOutputs)
    {
        var model = Read(inputPath);
        var graph = model.Graph;
        var unknown = keepOutputs.FirstOrDefault(name => graph.Output.All(output => output.Name != name));
        if (keepOutputs.Count == 0 || unknown is not null)
        {
            throw new ModelContractException(
                $"{inputPath}: no output {(unknown is null ? "" : $"'{unknown}' ")}to keep; it has {string.Join(", ", graph.Output.Select(output => output.Name))}");
        }

        var nodesBefore = graph.Node.Count;
        var removed = graph.Output.Select(output => output.Name).Where(name => !keepOutputs.Contains(name)).ToArray();
        Cut(graph, keepOutputs);
        WriteAtomically(model, outputPath);
        return new PruneSummary(nodesBefore, graph.Node.Count, removed);
    }

    private static ModelProto Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var model = ModelProto.Parser.ParseFrom(stream);
            if (model.Graph is null)
            {
                throw new ModelContractException($"{path}: not an ONNX model, it holds no graph");
            }

            return model.Graph.Initializer.Any(tensor => tensor.DataLocation == ExternalData)
                ? throw new ModelContractException($"{path}: its weights lie in files of their own; only models in one file can be cut")
                : model;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelContractException($"{path}: not an ONNX model, or damaged", e);
        }
    }

    private static void Cut(GraphProto graph, IReadOnlyCollection<string> keepOutputs)
    {
        var needed = new HashSet<string>(keepOutputs, StringComparer.Ordinal);
        var kept = KeptNodes(graph, needed);
        var initializers = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var values = graph.Node.Where(kept.Contains).SelectMany(node => node.Output).Concat(needed).ToHashSet(StringComparer.Ordinal);
        Keep(graph.Node, graph.Node.Where(kept.Contains));
        Keep(graph.Output, graph.Output.Where(output => keepOutputs.Contains(output.Name)));
        Keep(graph.Initializer, graph.Initializer.Where(tensor => needed.Contains(tensor.Name)));
        Keep(graph.SparseInitializer, graph.SparseInitializer.Where(tensor => needed.Contains(tensor.Values.Name)));

        // Old files list weights among the inputs too: without its weight such an input would have to be given.
        Keep(graph.Input, graph.Input.Where(input => needed.Contains(input.Name) || !initializers.Contains(input.Name)));
        Keep(graph.ValueInfo, graph.ValueInfo.Where(value => values.Contains(value.Name)));
        Keep(graph.QuantizationAnnotation, graph.QuantizationAnnotation.Where(annotation => values.Contains(annotation.TensorName)));
    }

    /// <summary>Walks from the outputs back to what they are computed from; <paramref name="needed"/> grows by every name that is read.</summary>
    private static HashSet<NodeProto> KeptNodes(GraphProto graph, HashSet<string> needed)
    {
        var producers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            foreach (var output in node.Output.Where(name => name.Length > 0))
            {
                producers[output] = node;
            }
        }

        var kept = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var open = new Stack<string>(needed);
        while (open.TryPop(out var name))
        {
            if (producers.TryGetValue(name, out var node) && kept.Add(node))
            {
                foreach (var read in Reads(node).Where(needed.Add))
                {
                    open.Push(read);
                }
            }
        }

        return kept;
    }

    /// <summary>Inner graphs read names of the outer one: a few names too many keep a node too many, never one too few.</summary>
    private static IEnumerable<string> Reads(NodeProto node)
    {
        var inner = node.Attribute.SelectMany(attribute => attribute.G is { } single ? attribute.Graphs.Append(single) : attribute.Graphs);
        return node.Input
            .Concat(inner.SelectMany(graph => graph.Node.SelectMany(Reads).Concat(graph.Output.Select(output => output.Name))))
            .Where(name => name.Length > 0);
    }

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> field, IEnumerable<T> kept)
    {
        var items = kept.ToArray();
        field.Clear();
        field.AddRange(items);
    }

    private static void WriteAtomically(ModelProto model, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.part");
        try
        {
            using (var stream = File.Create(temporary))
            {
                model.WriteTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
