using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using PoseStream.TestKit;

namespace PoseStream.IntegrationTests.Training;

/// <summary>A script of src/training while it runs.</summary>
internal sealed class TrainingScript : IAsyncDisposable
{
    public const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly StringBuilder _printed = new();

    private TrainingScript(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <param name="name">Of the file in src/training.</param>
    public static TrainingScript Start(string name, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Python, ["-B", Checkout.PathOf("src", "training", name), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return new TrainingScript(Process.Start(start)!);
    }

    /// <summary>The first line from here on that has the pattern.</summary>
    public async Task<Match> UntilPrintedAsync(string pattern)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _printed.AppendLine(line);
            if (Regex.Match(line, pattern) is { Success: true } match)
            {
                return match;
            }
        }

        throw new InvalidOperationException($"never printed: {pattern}\n{_printed}{await _errors}");
    }

    /// <summary>Ctrl-C, as far as the script is concerned.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        _printed.Append(await _process.StandardOutput.ReadToEndAsync(patience.Token));
        await _process.WaitForExitAsync(patience.Token);
        _printed.Append(await _errors);
        return (_process.ExitCode, _printed.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
