using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The launcher in a checkout of its own, with a .NET that only claims to build.</summary>
[SupportedOSPlatform("linux")]
public sealed class LauncherTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Builds = """
        #!/usr/bin/env bash
        mkdir -p "${2%/*}/bin/Release/net10.0"
        printf '#!/bin/sh\necho built\n' >"${2%/*}/bin/Release/net10.0/posestream"
        chmod +x "${2%/*}/bin/Release/net10.0/posestream"
        """;

    private const string HasAnOldSdk = """
        #!/usr/bin/env bash
        [[ $1 == --list-sdks ]] && echo '8.0.100 [/usr/lib/dotnet/sdk]'
        """;

    private readonly TemporaryFolder _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task Start_DotnetRootHasAnOldSdk_UsesTheOneOnThePath()
    {
        Program("posestream", await File.ReadAllTextAsync(Checkout.PathOf("posestream")));
        _checkout.Write("src/PoseStream.Daemon/PoseStream.Daemon.csproj", "");
        _checkout.Write("new/sdk/10.0.100/dotnet.dll", "");
        Program("new/dotnet", Builds);
        Program("old/dotnet", HasAnOldSdk);
        var start = new ProcessStartInfo(_checkout.PathOf("posestream"), ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = _checkout.PathOf("old");
        start.Environment["PATH"] = $"{_checkout.PathOf("new")}:{Environment.GetEnvironmentVariable("PATH")}";

        using var launcher = await LaunchAsync(start);
        var errors = launcher.StandardError.ReadToEndAsync();
        var output = await launcher.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await launcher.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(("built\n", "posestream: building\n", 0), (output, await errors, launcher.ExitCode));
    }

    /// <summary>What was just written may still be open for writing in a child that a test beside this one is forking.</summary>
    private static async Task<Process> LaunchAsync(ProcessStartInfo start)
    {
        const int TextFileBusy = 26;
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception e) when (e.NativeErrorCode == TextFileBusy && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(20);
            }
        }
    }

    private void Program(string path, string text) =>
        File.SetUnixFileMode(_checkout.Write(path, text), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
