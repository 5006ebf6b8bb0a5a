namespace PoseStream.Core.Families;

/// <summary>Reads a manifest's "decode" numbers and complains of names that nobody reads.</summary>
public sealed class DecodeConstants(ModelManifest manifest)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <exception cref="ModelContractException">Out of range.</exception>
    public float Get(string name, double fallback, double min, double max)
    {
        _read.Add(name);
        var value = manifest.Decode.TryGetValue(name, out var given) ? given : fallback;
        return value >= min && value <= max
            ? (float)value
            : throw new ModelContractException($"model '{manifest.Id}': decode.{name} is {value}, must be {min} to {max}");
    }

    /// <exception cref="ModelContractException">The manifest has a constant that was not read.</exception>
    public void RejectUnknown()
    {
        var unknown = manifest.Decode.Keys.Where(name => !_read.Contains(name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}': family '{manifest.Family}' knows no decode.{unknown[0]}; it knows {string.Join(", ", _read.Order())}");
        }
    }
}
