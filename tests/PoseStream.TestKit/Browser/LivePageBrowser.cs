using System.Diagnostics;
using System.Text.Json;
using PoseStream.TestKit.Node;

namespace PoseStream.TestKit.Browser;

/// <summary>Debian's Chromium, led by playwright-core: opens the live page and tells what a person would see change.</summary>
public static class LivePageBrowser
{
    public const string Chromium = "/usr/bin/chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly NodePackages Packages = new("playwright-core-1.65.1", "playwright-core@1.65.1");

    /// <summary>Null where it can be used, or be installed.</summary>
    public static string? WhyAbsent => File.Exists(Chromium) ? NodePackages.WhyAbsent : "Chromium is not installed: apt-get install chromium";

    /// <param name="profile">An empty folder for the browser's own files.</param>
    /// <param name="screenshots">A folder; one picture a view is left there.</param>
    /// <returns>One for each size of the window.</returns>
    /// <exception cref="InvalidOperationException">The page never showed what is looked for; the message tells what it showed.</exception>
    public static async Task<IReadOnlyList<LivePageView>> LookAsync(Uri page, string profile, string screenshots)
    {
        await Packages.InstallAsync();
        Directory.CreateDirectory(screenshots);
        using var script = new StreamReader(typeof(LivePageBrowser).Assembly.GetManifestResourceStream("live_page.js")!);
        using var node = Process.Start(new ProcessStartInfo(
            NodePackages.Node, ["-e", await script.ReadToEndAsync(), page.ToString(), Chromium, profile, screenshots])
        {
            WorkingDirectory = Packages.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync().WaitAsync(Patience);
        return node.ExitCode == 0
            ? JsonSerializer.Deserialize<LivePageView[]>(await output, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"the browser failed: {await errors}");
    }
}
