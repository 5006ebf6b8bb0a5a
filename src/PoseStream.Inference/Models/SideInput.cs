using PoseStream.Core.Families;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>An input beside the picture, whose numbers are the same in every run: the size of the picture, or how large the crop is.</summary>
/// <remarks>The second is what a family's decoder wants, and is filled in by whoever has it.</remarks>
internal sealed class SideInput : IDisposable
{
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

    /// <summary>One number an item.</summary>
    public static SideInput? Scale(OrtApi api, OrtMemoryInfo memoryInfo, ModelTensors tensors, int maxBatch) => tensors.ScaleInputName is { } name
        ? new SideInput(api, memoryInfo, name, [1], maxBatch)
        : null;

    /// <summary>The same number for every item.</summary>
    public void Fill(float value) => _buffer.AsSpan<float>().Fill(value);

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
