namespace PoseStream.TestKit;

/// <summary>The checkout that the tests were built in and must run in.</summary>
public static class Checkout
{
    private const string Mark = "PoseStream.sln";

    public static string Root { get; } = Find();

    /// <param name="parts">Below <see cref="Root"/>.</param>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Mark)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"the tests must run inside the checkout: {Mark} is in no folder above them");
    }
}
