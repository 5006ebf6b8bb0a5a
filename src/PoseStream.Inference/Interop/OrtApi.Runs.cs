namespace PoseStream.Inference.Interop;

/// <content>Values, bindings and runs. What is called for every run allocates nothing.</content>
internal sealed unsafe partial class OrtApi
{
    public OrtMemoryInfo CreateCpuMemoryInfo()
    {
        const int arenaAllocator = 1;
        const int defaultMemory = 0;
        nint pointer;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_table[69])(arenaAllocator, defaultMemory, &pointer));
        return new OrtMemoryInfo(pointer, Release(94));
    }

    /// <summary>A tensor over <paramref name="memory"/>, which it neither copies nor owns but keeps alive.</summary>
    public OrtValue CreateTensor(OrtMemoryInfo memoryInfo, NativeBuffer memory, nuint byteCount, ReadOnlySpan<long> shape, int elementType)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(byteCount, memory.ByteCount);
        nint pointer;
        fixed (long* shapePointer = shape)
        {
            Check(((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, nint>)_table[49])(
                memoryInfo.Pointer, memory.Pointer, byteCount, shapePointer, (nuint)shape.Length, elementType, &pointer));
        }

        return new OrtValue(pointer, Release(96), memory);
    }

    public OrtBinding CreateBinding(OrtSession session)
    {
        nint pointer;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[134])(session.Pointer, &pointer));
        return new OrtBinding(pointer, Release(135), session);
    }

    public void BindInput(OrtBinding binding, NativeText name, OrtValue value) =>
        Check(((delegate* unmanaged<nint, nint, nint, nint>)_table[136])(binding.Pointer, name.Pointer, value.Pointer));

    public void BindOutput(OrtBinding binding, NativeText name, OrtValue value) =>
        Check(((delegate* unmanaged<nint, nint, nint, nint>)_table[137])(binding.Pointer, name.Pointer, value.Pointer));

    /// <summary>The library allocates this output at the next run; to be called again before each.</summary>
    public void BindOutputToMemory(OrtBinding binding, NativeText name, OrtMemoryInfo memoryInfo) =>
        Check(((delegate* unmanaged<nint, nint, nint, nint>)_table[138])(binding.Pointer, name.Pointer, memoryInfo.Pointer));

    public void Run(OrtSession session, OrtBinding binding) =>
        Check(((delegate* unmanaged<nint, nint, nint, nint>)_table[133])(session.Pointer, 0, binding.Pointer));

    /// <summary>Waits until the outputs of an accelerator's run have arrived in this machine's memory.</summary>
    public void SynchronizeOutputs(OrtBinding binding) =>
        Check(((delegate* unmanaged<nint, nint>)_table[203])(binding.Pointer));

    /// <summary>The values of the last run in the order in which the outputs were first bound; each must go to an <see cref="OrtRunValue"/>.</summary>
    public void TakeOutputValues(OrtBinding binding, Span<nint> values)
    {
        var allocator = DefaultAllocator();
        nint* array;
        nuint count;
        Check(((delegate* unmanaged<nint, nint, nint**, nuint*, nint>)_table[140])(binding.Pointer, allocator, &array, &count));
        new ReadOnlySpan<nint>(array, (int)count).CopyTo(values);
        Free(allocator, (nint)array);
    }

    public OrtRunValue NoRunValue() => new(Release(96));

    /// <param name="elements">As the tensor's shape says.</param>
    /// <returns>The tensor's memory, valid until the value is released.</returns>
    public ReadOnlySpan<T> TensorData<T>(nint value, int elements)
        where T : unmanaged
    {
        nint data;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[51])(value, &data));
        return new ReadOnlySpan<T>((void*)data, elements);
    }

    /// <summary>Fills <paramref name="shape"/>, whose length must be the tensor's rank.</summary>
    public void TensorShape(nint value, Span<long> shape)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[65])(value, &info));
        fixed (long* pointer = shape)
        {
            var status = ((delegate* unmanaged<nint, long*, nuint, nint>)_table[62])(info, pointer, (nuint)shape.Length);
            Release(99)(info);
            Check(status);
        }
    }
}
