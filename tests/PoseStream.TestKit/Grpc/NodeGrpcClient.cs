using System.Diagnostics;

namespace PoseStream.TestKit.Grpc;

/// <summary>@grpc/grpc-js, installed from npm into a cache on first use.</summary>
public static class NodeGrpcClient
{
    private const string GrpcJs = "@grpc/grpc-js@1.14.7";
    private const string ProtoLoader = "@grpc/proto-loader@0.8.1";

    private static readonly string Cache = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "posestream", "grpc-js-1.14.7");

    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Null where it can be used, or be installed.</summary>
    public static string? WhyAbsent =>
        FindOnPath("node") is null || FindOnPath("npm") is null ? "node and npm are not installed: apt-get install nodejs npm" : null;

    /// <inheritdoc cref="PythonGrpcClient.Start" path="/param"/>
    public static async Task<GrpcPeerProcess> StartAsync(string target, string descriptorSet, object call)
    {
        await Installed.Value;
        return GrpcPeerProcess.Start(FindOnPath("node")!, GrpcPeerScripts.PathOf("generic_client.js"), Cache, target, descriptorSet, call);
    }

    private static async Task InstallAsync()
    {
        if (File.Exists(Path.Combine(Cache, "node_modules", "@grpc", "proto-loader", "package.json")))
        {
            return;
        }

        Directory.CreateDirectory(Cache);
        using var npm = Process.Start(new ProcessStartInfo(
            FindOnPath("npm")!, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", Cache, GrpcJs, ProtoLoader])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm cannot install {GrpcJs}: {await errors} {await output}");
        }
    }

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
