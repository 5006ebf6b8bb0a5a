using System.Text;

namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>The only calls that a pickle of arrays makes. None does anything but make a value.</summary>
internal static class PickledCalls
{
    /// <exception cref="FormatException">Any other.</exception>
    public static object Call(PickledName name, object?[] arguments) => (name.Module, name.Name, arguments) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct", _) => new PickledArray(),
        ("numpy", "dtype", [string type, ..]) => new PickledType(type),

        // How protocol 2 writes bytes.
        ("_codecs", "encode", [string text, "latin1"]) => Encoding.Latin1.GetBytes(text),
        ("numpy.core.numeric" or "numpy._core.numeric", "_frombuffer", [byte[] bytes, PickledType type, object?[] shape, string order]) =>
            NpyData.Read(type.Type, [.. shape.Select(length => checked((int)(long)length!))], order == "F", bytes),
        _ => throw new FormatException($"holds a pickle that calls {name.Module}.{name.Name}; only dictionaries, lists and arrays are read"),
    };
}
