using System.Diagnostics;

namespace PoseStream.TestKit.Node;

/// <summary>Packages of npm, pinned, installed into a cache on first use; their scripts are not run.</summary>
public sealed class NodePackages
{
    private readonly IReadOnlyList<string> _packages;
    private readonly Lazy<Task> _installed;

    /// <param name="name">The cache's folder, with the version in it.</param>
    /// <param name="packages">NAME@VERSION each.</param>
    public NodePackages(string name, params IReadOnlyList<string> packages)
    {
        _packages = packages;
        _installed = new Lazy<Task>(InstallMissingAsync);
        Folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "posestream", name);
    }

    /// <summary>Where node finds them: programs run there.</summary>
    public string Folder { get; }

    /// <summary>Null where node can be used, and the packages be installed.</summary>
    public static string? WhyAbsent =>
        FindOnPath("node") is null || FindOnPath("npm") is null ? "node and npm are not installed: apt-get install nodejs npm" : null;

    public static string Node => FindOnPath("node") ?? throw new InvalidOperationException(WhyAbsent);

    public Task InstallAsync() => _installed.Value;

    private Task InstallMissingAsync() =>
        _packages.All(package => File.Exists(Path.Combine(Folder, "node_modules", package[..package.LastIndexOf('@')], "package.json"))) ? Task.CompletedTask : RunNpmAsync();

    private async Task RunNpmAsync()
    {
        Directory.CreateDirectory(Folder);
        using var npm = Process.Start(new ProcessStartInfo(
            FindOnPath("npm")!, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", Folder, .. _packages])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm cannot install {string.Join(' ', _packages)}: {await errors} {await output}");
        }
    }

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
