namespace PoseStream.TestKit;

/// <summary>Real networks and video that lie beside the checkout and are not part of it; tests that need them are skipped, visibly, where they are absent.</summary>
public static class SharedMaterial
{
    private static readonly string? Root = Find();

    public static string? WhyAbsent(string relativePath) =>
        Root is not null && (File.Exists(PathOf(relativePath)) || Directory.Exists(PathOf(relativePath)))
            ? null
            : $"../shared/{relativePath} is not on this machine";

    public static string PathOf(string relativePath) =>
        Path.Combine(Root ?? throw new InvalidOperationException("../shared is absent"), relativePath);

    private static string? Find()
    {
        var shared = Path.Combine(Checkout.Root, "..", "shared");
        return Directory.Exists(shared) ? Path.GetFullPath(shared) : null;
    }
}
