using PoseStream.Core.Families;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>The tensors of a model file that are used: its input, pictures or poses, and the family's outputs in the order of their roles.</summary>
internal sealed class ModelTensors
{
    private readonly long[][] _outputShapes;
    private readonly long[] _itemShape;

    private ModelTensors(ModelManifest manifest, TensorLayout layout, OrtTensorSignature input, long[] itemShape, IReadOnlyList<OrtTensorSignature> outputs)
    {
        Manifest = manifest;
        Layout = layout;
        InputName = input.Info.Name;
        _itemShape = itemShape;
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

    /// <summary>The input that wants to know how large the crop is; null where there is none.</summary>
    public string? ScaleInputName { get; private init; }

    /// <summary>Numbers of one item of the input.</summary>
    public int ItemLength => (int)_itemShape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The file leaves open how many items one run takes.</summary>
    public bool HasOpenBatch { get; }

    /// <param name="bind">Lets the family look at input and outputs; it gives the shape of one item of the input, or throws where it cannot read them.</param>
    /// <exception cref="ModelContractException">The file is not what the manifest says.</exception>
    public static ModelTensors Resolve(
        ModelManifest manifest,
        ModelBuild build,
        IReadOnlyList<string> roles,
        IReadOnlyList<OrtTensorSignature> inputs,
        IReadOnlyList<OrtTensorSignature> outputs,
        Func<TensorInfo, IReadOnlyList<TensorInfo>, IReadOnlyList<long>> bind)
    {
        var input = Input(build, inputs);

        if (roles.Select(role => build.Outputs.GetValueOrDefault(role)).OfType<string>().GroupBy(name => name).FirstOrDefault(names => names.Count() > 1) is { } twice)
        {
            throw new ModelContractException($"the manifest's build '{build.File}' names output '{twice.Key}' for two roles");
        }

        if (manifest.Task.SeesPicture())
        {
            // A file of another size must not be blamed on its outputs.
            RequireInput(input.Info, build.Layout, PictureShape(manifest.Input, build.Layout));
        }

        OrtTensorSignature[] used = [.. roles.Select(role => Output(build, role, outputs))];
        long[] item = [.. bind(input.Info, [.. used.Select(output => output.Info)])];
        RequireInput(input.Info, build.Layout, item);
        return new ModelTensors(manifest, build.Layout, input, item, used) { SizeInputName = build.SizeInput, ScaleInputName = build.ScaleInput };
    }

    /// <summary>Without the batch.</summary>
    public static long[] PictureShape(InputSpec spec, TensorLayout layout) =>
        layout == TensorLayout.Nhwc ? [spec.Height, spec.Width, 3] : [3, spec.Height, spec.Width];

    public long[] InputShape(int batch) => InputShape(Layout, _itemShape, batch);

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

    /// <summary>What the network sees or reads. There is no other input, but those that want the size of the picture or of the crop where the manifest names them.</summary>
    private static OrtTensorSignature Input(ModelBuild build, IReadOnlyList<OrtTensorSignature> inputs)
    {
        string[] expected = [build.InputName, .. new[] { build.SizeInput, build.ScaleInput }.OfType<string>()];
        if (!inputs.Select(input => input.Info.Name).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
        {
            throw new ModelContractException(expected.Length == 1
                ? $"the inputs are {Names(inputs)}, expected one, '{build.InputName}'"
                : $"the inputs are {Names(inputs)}, expected {string.Join(" and ", expected.Select(name => $"'{name}'"))}");
        }

        RequireColumns(build.SizeInput, 2, inputs);
        RequireColumns(build.ScaleInput, 1, inputs);
        return inputs.First(input => input.Info.Name == build.InputName);
    }

    /// <summary>An input of few numbers an item.</summary>
    private static void RequireColumns(string? name, long columns, IReadOnlyList<OrtTensorSignature> inputs)
    {
        if (inputs.FirstOrDefault(input => input.Info.Name == name)?.Info is { } found
            && !(found.ElementType == TensorElementType.Float32 && found.Dimensions.Count == 2 && (found.Dimensions[1] < 0 || found.Dimensions[1] == columns)))
        {
            throw new ModelContractException($"the input is {found}, expected {new TensorInfo(found.Name, TensorElementType.Float32, [1, columns])}");
        }
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

    private static void RequireInput(TensorInfo input, TensorLayout layout, long[] item)
    {
        var expected = InputShape(layout, item, 1);
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

    private static long[] InputShape(TensorLayout layout, long[] item, int batch) => layout == TensorLayout.Chw ? item : [batch, .. item];

    private static string Names(IReadOnlyList<OrtTensorSignature> tensors) =>
        tensors.Count == 0 ? "none" : string.Join(", ", tensors.Select(tensor => $"'{tensor.Info.Name}'"));
}
