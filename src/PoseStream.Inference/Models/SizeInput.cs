using PoseStream.Core.Families;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>A second input that wants to know the picture's height and width: always those of the network's own input.</summary>
internal sealed class SizeInput : IDisposable
{
    private readonly OrtApi _api;
    private readonly NativeText _name;
    private readonly NativeBuffer _buffer = new(2 * sizeof(float));
    private readonly OrtValue _value;

    public SizeInput(OrtApi api, OrtMemoryInfo memoryInfo, string name, InputSpec input)
    {
        _api = api;
        _name = new NativeText(name);
        var size = _buffer.AsSpan<float>();
        (size[0], size[1]) = (input.Height, input.Width);
        _value = api.CreateTensor(memoryInfo, _buffer, 2 * sizeof(float), [1, 2], (int)TensorElementType.Float32);
    }

    public void Bind(OrtBinding binding) => _api.BindInput(binding, _name, _value);

    public void Dispose()
    {
        _value.Dispose();
        _buffer.Dispose();
        _name.Dispose();
    }
}
