namespace PoseStream.Inference.Models;

/// <summary>Providers as users read and write them.</summary>
internal static class ProviderNames
{
    public const string Cpu = "cpu";

    public static string Of(ExecutionProvider provider) => provider.ToString().ToLowerInvariant();
}
