namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>NumPy's array in a pickle: it is made empty and filled by its state.</summary>
internal sealed class PickledArray
{
    /// <summary>An <see cref="NpyArray"/>; of an array of objects: its only object, or a list of them.</summary>
    public object? Value { get; private set; }

    /// <summary>Version, shape, type, column order, then bytes or objects.</summary>
    /// <exception cref="FormatException">Another state, or another type of element.</exception>
    public void SetState(object?[] state) => Value = state switch
    {
        [_, object?[] shape, PickledType { IsObject: true }, bool, List<object?> objects] => shape.Length == 0 && objects.Count == 1 ? objects[0] : objects,
        [_, object?[] shape, PickledType type, bool columnMajor, byte[] bytes] =>
            NpyData.Read(type.Type, [.. shape.Select(length => checked((int)(long)length!))], columnMajor, bytes),
        _ => throw new FormatException("holds an array whose state is unknown"),
    };
}
