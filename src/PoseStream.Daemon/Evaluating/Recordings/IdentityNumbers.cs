namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>A number for every name of a person.</summary>
internal sealed class IdentityNumbers
{
    private readonly Dictionary<string, ulong> _numbers = new(StringComparer.Ordinal);

    public ulong Of(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers[name] = number = (ulong)_numbers.Count + 1;
        }

        return number;
    }
}
