using System.Diagnostics;
using Xunit;

namespace PoseStream.IntegrationTests.Evaluating;

/// <summary>Runs a few lines of Python with NumPy (np) in a folder.</summary>
internal static class NumpyScript
{
    public const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(string folder, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", $"import numpy as np, pickle\n{script}"]) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, await errors);
    }
}
