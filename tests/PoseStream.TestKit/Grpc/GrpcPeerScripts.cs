namespace PoseStream.TestKit.Grpc;

internal static class GrpcPeerScripts
{
    private static readonly string Folder = Find();

    public static string PathOf(string name) => Path.Combine(Folder, name);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PoseStream.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new InvalidOperationException("the tests must run inside the checkout: PoseStream.sln is in no folder above them")
            : Path.Combine(folder.FullName, "tests", "PoseStream.TestKit", "Grpc");
    }
}
