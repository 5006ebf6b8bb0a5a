namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>NumPy's dtype in a pickle: "f4".</summary>
internal sealed class PickledType(string type)
{
    public string Type { get; private set; } = type;

    public bool IsObject => Type.StartsWith('O');

    /// <summary>Second: the byte order.</summary>
    public void SetState(object?[] state)
    {
        if (state is [_, string order, ..])
        {
            Type = order is ">" ? $">{Type}" : Type;
        }
    }
}
