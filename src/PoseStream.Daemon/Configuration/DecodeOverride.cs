using PoseStream.Core.Families;

namespace PoseStream.Daemon.Configuration;

/// <summary>One constant of a model family, as the user wants it. Whether the family knows the name shows when the model is loaded.</summary>
public sealed record DecodeOverride(string Name, double Value)
{
    internal static ModelManifest Apply(IReadOnlyList<DecodeOverride> overrides, ModelManifest manifest)
    {
        var decode = new Dictionary<string, double>(manifest.Decode, StringComparer.Ordinal);
        foreach (var (name, value) in overrides)
        {
            decode[name] = value;
        }

        return manifest with { Decode = decode };
    }
}
