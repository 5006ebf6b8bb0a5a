using PoseStream.Core.Families;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>One output of one worker: our own memory where the shape is fixed, the library's of the last run where it is not.</summary>
internal sealed class ModelOutput : IDisposable
{
    private readonly OrtApi _api;
    private readonly NativeText _name;
    private readonly NativeBuffer? _buffer;
    private readonly OrtValue?[] _values;
    private readonly long[][] _shapes;
    private readonly long[] _runShape;
    private readonly OrtRunValue _runValue;
    private int _batch = 1;

    public ModelOutput(OrtApi api, OrtMemoryInfo memoryInfo, ModelTensors tensors, int role, int maxBatch)
    {
        _api = api;
        _runValue = api.NoRunValue();
        var info = tensors.Outputs[role];
        _name = new NativeText(info.Name);
        _shapes = [.. Enumerable.Range(1, maxBatch).Select(batch => tensors.OutputShape(role, batch))];
        _runShape = new long[info.Dimensions.Count];
        _values = new OrtValue?[maxBatch];
        IsFixed = tensors.HasFixedShape(role);
        if (!IsFixed)
        {
            return;
        }

        var elementSize = info.ElementType == TensorElementType.Int64 ? sizeof(long) : sizeof(float);
        _buffer = new NativeBuffer((nuint)(Elements(_shapes[^1]) * elementSize));
        for (var i = 0; i < maxBatch; i++)
        {
            _values[i] = api.CreateTensor(memoryInfo, _buffer, (nuint)(Elements(_shapes[i]) * elementSize), _shapes[i], (int)info.ElementType);
        }
    }

    public bool IsFixed { get; }

    public ReadOnlySpan<long> Shape => IsFixed ? _shapes[_batch - 1] : _runShape;

    public void Bind(OrtBinding binding, OrtMemoryInfo memoryInfo, int batch)
    {
        _batch = batch;
        if (_values[batch - 1] is { } value)
        {
            _api.BindOutput(binding, _name, value);
        }
        else
        {
            _api.BindOutputToMemory(binding, _name, memoryInfo);
        }
    }

    /// <summary>Takes over the value of the last run; the one of the run before goes.</summary>
    public void Take(nint value)
    {
        _runValue.Replace(value);
        Array.Clear(_runShape);
        if (IsFixed)
        {
            // It is a view of our own memory.
            _runValue.Replace(0);
        }
    }

    /// <summary>After every output has its value, for a fault here must not lose any.</summary>
    public void ReadShape()
    {
        if (!IsFixed)
        {
            _api.TensorShape(_runValue.Pointer, _runShape);
        }
    }

    public ReadOnlySpan<T> Data<T>()
        where T : unmanaged =>
        _buffer is not null ? _buffer.AsSpan<T>()[..(int)Elements(Shape)]
        : !_runValue.IsInvalid ? _api.TensorData<T>(_runValue.Pointer, (int)Elements(_runShape))
        : [];

    public void Dispose()
    {
        _runValue.Dispose();
        foreach (var value in _values)
        {
            value?.Dispose();
        }

        _buffer?.Dispose();
        _name.Dispose();
    }

    private static long Elements(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            count *= size;
        }

        return count;
    }
}
