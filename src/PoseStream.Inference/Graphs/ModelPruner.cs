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
                $"{inputPath}: no output '{unknown}' to keep; it has {string.Join(", ", graph.Output.Select(output => output.Name))}");
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
        var kept = new List<NodeProto>(graph.Node.Count);

        // ONNX lists nodes in an order in which each comes after all that it reads: one pass from the end finds everything.
        foreach (var node in graph.Node.Reverse())
        {
            if (node.Output.Any(needed.Contains))
            {
                kept.Add(node);
                AddReads(node, needed);
            }
        }

        kept.Reverse();
        var initializers = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var values = kept.SelectMany(node => node.Output).Concat(needed).ToHashSet(StringComparer.Ordinal);
        Keep(graph.Node, kept);
        Keep(graph.Output, graph.Output.Where(output => keepOutputs.Contains(output.Name)));
        Keep(graph.Initializer, graph.Initializer.Where(tensor => needed.Contains(tensor.Name)));
        Keep(graph.SparseInitializer, graph.SparseInitializer.Where(tensor => needed.Contains(tensor.Values.Name)));

        // Old files list weights among the inputs too: without its weight such an input would have to be given.
        Keep(graph.Input, graph.Input.Where(input => needed.Contains(input.Name) || !initializers.Contains(input.Name)));
        Keep(graph.ValueInfo, graph.ValueInfo.Where(value => values.Contains(value.Name)));
        Keep(graph.QuantizationAnnotation, graph.QuantizationAnnotation.Where(annotation => values.Contains(annotation.TensorName)));
    }

    /// <summary>Inner graphs read names of the outer one: a few names too many keep a node too many, never one too few.</summary>
    private static void AddReads(NodeProto node, HashSet<string> needed)
    {
        needed.UnionWith(node.Input.Where(name => name.Length > 0));
        foreach (var attribute in node.Attribute)
        {
            foreach (var inner in attribute.G is { } single ? attribute.Graphs.Append(single) : attribute.Graphs)
            {
                needed.UnionWith(inner.Output.Select(output => output.Name));
                foreach (var innerNode in inner.Node)
                {
                    AddReads(innerNode, needed);
                }
            }
        }
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
