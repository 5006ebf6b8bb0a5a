using System.Runtime.InteropServices;

namespace PoseStream.Inference.Interop;

/// <content>The environment, session options and sessions.</content>
internal sealed unsafe partial class OrtApi
{
    // Level "fatal": every failure comes back as a status; the library's own printing to stderr would only repeat it, in colour.
    private const int LogFatal = 4;
    private const int AllOptimizations = 99;

    public OrtEnvironment CreateEnvironment(string name)
    {
        using var text = new NativeText(name);
        nint pointer;
        Check(((delegate* unmanaged<int, nint, nint*, nint>)_table[3])(LogFatal, text.Pointer, &pointer));
        return new OrtEnvironment(pointer, Release(92));
    }

    public IReadOnlyList<string> BuildProviders()
    {
        nint* names;
        int count;
        Check(((delegate* unmanaged<nint**, int*, nint>)_table[125])(&names, &count));
        var result = new string[count];
        for (var i = 0; i < count; i++)
        {
            result[i] = Marshal.PtrToStringUTF8(names[i]) ?? "";
        }

        Check(((delegate* unmanaged<nint*, int, nint>)_table[126])(names, count));
        return result;
    }

    /// <summary>
    /// One thread a session and no pools: the service has its own threads, and a spinning pool burns a core. Arena and memory pattern off: half the
    /// memory for 0-7 % of time (facts: ONNX Runtime ABI §0, §3). Denormals are never set to zero: that leaks into the threads of this process.
    /// </summary>
    public OrtSessionOptions CreateSessionOptions()
    {
        nint pointer;
        Check(((delegate* unmanaged<nint*, nint>)_table[10])(&pointer));
        var options = new OrtSessionOptions(pointer, Release(100));
        try
        {
            Check(((delegate* unmanaged<nint, int, nint>)_table[24])(pointer, 1));
            Check(((delegate* unmanaged<nint, int, nint>)_table[25])(pointer, 1));
            Check(((delegate* unmanaged<nint, int, nint>)_table[23])(pointer, AllOptimizations));
            Check(((delegate* unmanaged<nint, nint>)_table[19])(pointer));
            Check(((delegate* unmanaged<nint, nint>)_table[17])(pointer));
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    public void AppendCuda(OrtSessionOptions sessionOptions, int deviceId)
    {
        nint pointer;
        Check(((delegate* unmanaged<nint*, nint>)_table[205])(&pointer));
        using var options = new OrtProviderOptions(pointer, Release(208));
        UpdateProviderOptions(206, options, "device_id", deviceId.ToString());
        Check(((delegate* unmanaged<nint, nint, nint>)_table[204])(sessionOptions.Pointer, options.Pointer));
    }

    public void AppendTensorRt(OrtSessionOptions sessionOptions, int deviceId)
    {
        nint pointer;
        Check(((delegate* unmanaged<nint*, nint>)_table[171])(&pointer));
        using var options = new OrtProviderOptions(pointer, Release(174));
        UpdateProviderOptions(172, options, "device_id", deviceId.ToString());
        Check(((delegate* unmanaged<nint, nint, nint>)_table[170])(sessionOptions.Pointer, options.Pointer));
    }

    public OrtSession CreateSession(OrtEnvironment environment, string path, OrtSessionOptions options)
    {
        // Paths are UTF-8 everywhere but on Windows.
        var text = OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(path) : Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            nint pointer;
            Check(((delegate* unmanaged<nint, nint, nint, nint*, nint>)_table[7])(environment.Pointer, text, options.Pointer, &pointer));
            return new OrtSession(pointer, Release(95), environment);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    private void UpdateProviderOptions(int index, OrtProviderOptions options, string key, string value)
    {
        using var keyText = new NativeText(key);
        using var valueText = new NativeText(value);
        var keyPointer = keyText.Pointer;
        var valuePointer = valueText.Pointer;
        Check(((delegate* unmanaged<nint, nint*, nint*, nuint, nint>)_table[index])(options.Pointer, &keyPointer, &valuePointer, 1));
    }
}
