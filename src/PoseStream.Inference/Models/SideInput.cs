using PoseStream.Core.Families;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>An input beside the picture, whose numbers are the same in every run: the size of the picture, or how large the crop is.</summary>
internal sealed class SideInput : IDisposable
{
    // RootNet's square metres of the world that a crop stands for (facts: model contracts §2), as the side of a square, mm.
    private const float RealSide_mm = 2000;

    private readonly OrtApi _api;
    private readonly NativeText _name;
    private readonly NativeBuffer _buffer;
    private readonly OrtValue[] _values;

    /// <param name="rows">The numbers of one item.</param>
    /// <param name="maxBatch">How many items a run may have that each want their own.</param>
    private SideInput(OrtApi api, OrtMemoryInfo memoryInfo, string name, ReadOnlySpan<float> rows, int maxBatch)
    {
        _api = api;
        _name = new NativeText(name);
        var bytes = (nuint)rows.Length * sizeof(float);
        _buffer = new NativeBuffer(bytes * (nuint)maxBatch);
        for (var item = 0; item < maxBatch; item++)
        {
            rows.CopyTo(_buffer.AsSpan<float>()[(item * rows.Length)..]);
        }

        var columns = rows.Length;
        _values = [.. Enumerable.Range(1, maxBatch).Select(
            batch => api.CreateTensor(memoryInfo, _buffer, bytes * (nuint)batch, [batch, columns], (int)TensorElementType.Float32))];
    }

    /// <summary>Height and width of the network's own input, whatever the frame has: one row for a run.</summary>
    public static SideInput? Size(OrtApi api, OrtMemoryInfo memoryInfo, ModelTensors tensors) => tensors.SizeInputName is { } name
        ? new SideInput(api, memoryInfo, name, [tensors.Manifest.Input.Height, tensors.Manifest.Input.Width], maxBatch: 1)
        : null;

    /// <inheritdoc cref="ModelBuild" path="/param[@name='ScaleInput']"/>
    public static SideInput? Scale(OrtApi api, OrtMemoryInfo memoryInfo, ModelTensors tensors, int maxBatch) => tensors.ScaleInputName is { } name
        ? new SideInput(api, memoryInfo, name, [RealSide_mm / MathF.Sqrt((float)tensors.Manifest.Input.Width * tensors.Manifest.Input.Height)], maxBatch)
        : null;

    public void Bind(OrtBinding binding, int batch) => _api.BindInput(binding, _name, _values[Math.Min(batch, _values.Length) - 1]);

    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }

        _buffer.Dispose();
        _name.Dispose();
    }
}
