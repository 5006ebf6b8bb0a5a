using PoseStream.Core.Families;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>The tensors of a model file that are used: its input, and the family's outputs in the order of their roles.</summary>
internal sealed class ModelTensors
{
    private readonly long[][] _outputShapes;

    private ModelTensors(ModelManifest manifest, TensorLayout layout, OrtTensorSignature input, IReadOnlyList<OrtTensorSignature> outputs)
    {
        Manifest = manifest;
        Layout = layout;
        InputName = input.Info.Name;
        Outputs = [.. outputs.Select(output => output.Info)];
        HasOpenBatch = layout != TensorLayout.Chw && input.Info.Dimensions[0] < 0;
        var batchSymbol = HasOpenBatch && input.Symbols[0].Length > 0 ? input.Symbols[0] : null;
        _outputShapes = [.. outputs.Select(output => ShapeOf(output, batchSymbol))];
    }

    public ModelManifest Manifest { get; }

    public TensorLayout Layout { get; }

    public string InputName { get; }

    public IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>The input that wants the picture's height and width; null where there is none.</summary>
    public string? SizeInputName { get; private init; }

    /// <summary>The file leaves open how many items one run takes.</summary>
    public bool HasOpenBatch { get; }

    /// <exception cref="ModelContractException">The file is not what the manifest says.</exception>
    public static ModelTensors Resolve(
        ModelManifest manifest, ModelBuild build, IReadOnlyList<string> roles, IReadOnlyList<OrtTensorSignature> inputs, IReadOnlyList<OrtTensorSignature> outputs)
    {
        var picture = Input(build, inputs);

        if (roles.Select(role => build.Outputs.GetValueOrDefault(role)).OfType<string>().GroupBy(name => name).FirstOrDefault(names => names.Count() > 1) is { } twice)
        {
            throw new ModelContractException($"the manifest's build '{build.File}' names output '{twice.Key}' for two roles");
        }

        RequireInput(manifest.Input, build.Layout, picture.Info);
        return new ModelTensors(manifest, build.Layout, picture, [.. roles.Select(role => Output(build, role, outputs))]) { SizeInputName = build.SizeInput };
    }

    public long[] InputShape(int batch) => Shape(Manifest.Input, Layout, batch);

    /// <summary>False where the size is known only after a run: the library must allocate it then.</summary>
    public bool HasFixedShape(int role) => Array.TrueForAll(_outputShapes[role], size => size > 0);

    /// <summary>-1 where the size is known only after a run.</summary>
    public long[] OutputShape(int role, int batch)
    {
        var shape = (long[])_outputShapes[role].Clone();
        if (shape.Length > 0 && HasOpenBatch && Outputs[role].Dimensions[0] < 0 && shape[0] >= 0)
        {
            shape[0] = batch;
        }

        return shape;
    }

    /// <summary>An open first dimension that has the name of the input's is as long as the batch.</summary>
    private static long[] ShapeOf(OrtTensorSignature output, string? batchSymbol)
    {
        var shape = output.Info.Dimensions.ToArray();
        if (shape.Length > 0 && shape[0] < 0 && output.Symbols[0] == batchSymbol)
        {
            shape[0] = 1;
        }

        return shape;
    }

    /// <summary>The picture's input. There is no other, but one that wants the picture's size where the manifest names it.</summary>
    private static OrtTensorSignature Input(ModelBuild build, IReadOnlyList<OrtTensorSignature> inputs)
    {
        string[] expected = build.SizeInput is null ? [build.InputName] : [build.InputName, build.SizeInput];
        if (!inputs.Select(input => input.Info.Name).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
        {
            throw new ModelContractException(expected.Length == 1
                ? $"the inputs are {Names(inputs)}, expected one, '{build.InputName}'"
                : $"the inputs are {Names(inputs)}, expected '{build.InputName}' and '{build.SizeInput}'");
        }

        if (inputs.First(input => input.Info.Name == expected[^1]).Info is var size && build.SizeInput is not null
            && !(size.ElementType == TensorElementType.Float32 && size.Dimensions is [_, 2 or < 0]))
        {
            throw new ModelContractException($"the input is {size}, expected {new TensorInfo(size.Name, TensorElementType.Float32, [1, 2])}");
        }

        return inputs.First(input => input.Info.Name == build.InputName);
    }

    private static OrtTensorSignature Output(ModelBuild build, string role, IReadOnlyList<OrtTensorSignature> outputs)
    {
        if (!build.Outputs.TryGetValue(role, out var name))
        {
            throw new ModelContractException($"the manifest's build '{build.File}' names no output for '{role}'");
        }

        return outputs.FirstOrDefault(output => output.Info.Name == name)
            ?? throw new ModelContractException($"there is no output '{name}' for '{role}'; there are {Names(outputs)}");
    }

    private static void RequireInput(InputSpec spec, TensorLayout layout, TensorInfo input)
    {
        var expected = Shape(spec, layout, 1);
        var fits = input.ElementType == TensorElementType.Float32 && input.Dimensions.Count == expected.Length;
        for (var i = 0; fits && i < expected.Length; i++)
        {
            fits = input.Dimensions[i] < 0 || input.Dimensions[i] == expected[i];
        }

        if (!fits)
        {
            throw new ModelContractException($"the input is {input}, expected {new TensorInfo(input.Name, TensorElementType.Float32, expected)}");
        }
    }

    private static long[] Shape(InputSpec spec, TensorLayout layout, int batch) => layout switch
    {
        TensorLayout.Nhwc => [batch, spec.Height, spec.Width, 3],
        TensorLayout.Chw => [3, spec.Height, spec.Width],
        _ => [batch, 3, spec.Height, spec.Width],
    };

    private static string Names(IReadOnlyList<OrtTensorSignature> tensors) =>
        tensors.Count == 0 ? "none" : string.Join(", ", tensors.Select(tensor => $"'{tensor.Info.Name}'"));
}
