using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Inference.Interop;

namespace PoseStream.Inference.Models;

/// <summary>One worker's input, outputs and binding over a shared session. A run allocates no managed memory. Not thread-safe.</summary>
internal sealed class ModelRunner : IModelOutputs, IDisposable
{
    private readonly ModelSession _model;
    private readonly OrtApi _api;
    private readonly OrtMemoryInfo _memoryInfo;
    private readonly OrtBinding _binding;
    private readonly NativeText _inputName;
    private readonly NativeBuffer _input;
    private readonly OrtValue[] _inputValues;
    private readonly SideInput? _size;
    private readonly SideInput? _scale;
    private readonly ModelOutput[] _outputs;
    private readonly nint[] _runValues;
    private readonly int _itemLength;
    private readonly bool _hasOpenOutputs;
    private int _boundBatch;
    private bool _disposed;

    public ModelRunner(ModelSession model)
    {
        _model = model;
        _api = model.Api;
        var tensors = model.Tensors;
        _itemLength = tensors.ItemLength;
        _memoryInfo = _api.CreateCpuMemoryInfo();
        _inputName = new NativeText(tensors.InputName);
        _input = new NativeBuffer((nuint)_itemLength * (nuint)model.MaxBatch * sizeof(float));
        _inputValues = [.. Enumerable.Range(1, model.MaxBatch).Select(batch => _api.CreateTensor(
            _memoryInfo, _input, (nuint)_itemLength * (nuint)batch * sizeof(float), tensors.InputShape(batch), (int)TensorElementType.Float32))];
        _size = SideInput.Size(_api, _memoryInfo, tensors);
        _scale = SideInput.Scale(_api, _memoryInfo, tensors, model.MaxBatch);
        _outputs = [.. tensors.Outputs.Select((_, role) => new ModelOutput(_api, _memoryInfo, tensors, role, model.MaxBatch))];
        _runValues = new nint[_outputs.Length];
        _hasOpenOutputs = _outputs.Any(output => !output.IsFixed);
        _binding = _api.CreateBinding(model.Session);
    }

    /// <summary>The input of item <paramref name="item"/> of the next run.</summary>
    public Span<float> Input(int item)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _input.AsSpan<float>().Slice(item * _itemLength, _itemLength);
    }

    /// <summary>What the input that wants the crop's size is told from now on; nothing where there is none.</summary>
    public void TellScale(float value) => _scale?.Fill(value);

    /// <exception cref="InferenceException"/>
    public void Run(int batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            Bind(batch);
            _api.Run(_model.Session, _binding);
            if (_model.IsAccelerated)
            {
                _api.SynchronizeOutputs(_binding);
            }

            TakeOpenOutputs();
        }
        catch (OrtException e)
        {
            // Whatever was bound may be half a run's: the next one starts clean.
            _boundBatch = 0;
            throw new InferenceException($"model '{_model.Description.Id}' failed to run: {e.Message}", e);
        }
    }

    public ReadOnlySpan<float> Float32(int role) => _outputs[role].Data<float>();

    public ReadOnlySpan<long> Int64(int role) => _outputs[role].Data<long>();

    public ReadOnlySpan<long> Shape(int role) => _outputs[role].Shape;

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _binding.Dispose();
        foreach (var output in _outputs)
        {
            output.Dispose();
        }

        foreach (var value in _inputValues)
        {
            value.Dispose();
        }

        _size?.Dispose();
        _scale?.Dispose();
        _input.Dispose();
        _inputName.Dispose();
        _memoryInfo.Dispose();
    }

    private void Bind(int batch)
    {
        if (batch != _boundBatch || _model.IsAccelerated)
        {
            _api.BindInput(_binding, _inputName, _inputValues[batch - 1]);
            _size?.Bind(_binding, batch);
            _scale?.Bind(_binding, batch);
        }

        foreach (var output in _outputs)
        {
            if (batch != _boundBatch || !output.IsFixed)
            {
                output.Bind(_binding, _memoryInfo, batch);
            }
        }

        _boundBatch = batch;
    }

    private void TakeOpenOutputs()
    {
        if (!_hasOpenOutputs)
        {
            return;
        }

        _api.TakeOutputValues(_binding, _runValues);
        for (var role = 0; role < _outputs.Length; role++)
        {
            _outputs[role].Take(_runValues[role]);
        }

        foreach (var output in _outputs)
        {
            output.ReadShape();
        }
    }
}
