using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;

namespace PoseStream.IntegrationTests.Service;

/// <summary>The program itself, as a user starts it, with a data folder of its own and the networks of ../shared.</summary>
internal sealed class PoseStreamProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly SemaphoreSlim _logged = new(0);
    private readonly ConcurrentQueue<string> _printed = new();
    private readonly SemaphoreSlim _wasPrinted = new(0);
    private readonly Task _reading;

    private PoseStreamProgram(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(
            Task.Run(() => ReadAsync(process.StandardError, _log, _logged)), Task.Run(() => ReadAsync(process.StandardOutput, _printed, _wasPrinted)));
    }

    /// <summary>Standard error so far.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <param name="data">Where the store and everything else of the user lies.</param>
    public static PoseStreamProgram Start(TemporaryFolder data, params IEnumerable<string> arguments) => Start(data, new Dictionary<string, string?>(), arguments);

    /// <param name="environment">More variables; null removes one.</param>
    public static PoseStreamProgram Start(TemporaryFolder data, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "posestream"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["XDG_DATA_HOME"] = data.Path;
        start.Environment["POSESTREAM_MODELS"] = SharedMaterial.WhyAbsent("models") is null ? SharedMaterial.PathOf("models") : null;
        start.Environment["POSESTREAM_ONNXRUNTIME"] = Environment.GetEnvironmentVariable("POSESTREAM_ONNXRUNTIME") ?? RuntimeFolders.All[0];
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PoseStreamProgram(Process.Start(start)!);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output, IReadOnlyList<string> Errors)> EndAsync(TimeSpan? patience = null)
    {
        await _process.WaitForExitAsync().WaitAsync(patience ?? Patience);
        await _reading;
        return (_process.ExitCode, string.Concat(_printed.Select(line => $"{line}\n")), Log);
    }

    /// <summary>The first line of the log, from the start, that has the pattern.</summary>
    public Task<Match> UntilLoggedAsync(string pattern) => UntilAsync(_log, _logged, pattern, Patience);

    /// <summary>The same of standard output.</summary>
    public Task<Match> UntilPrintedAsync(string pattern, TimeSpan? patience = null) => UntilAsync(_printed, _wasPrinted, pattern, patience ?? Patience);

    /// <summary>Where its gRPC listens.</summary>
    public async Task<IPEndPoint> GrpcAsync() => IPEndPoint.Parse((await UntilLoggedAsync(@"gRPC listens on (\S+)")).Groups[1].Value);

    /// <summary>As systemd does it.</summary>
    public async Task<(int ExitCode, string Output, IReadOnlyList<string> Errors)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _logged.Dispose();
        _wasPrinted.Dispose();
    }

    private async Task<Match> UntilAsync(ConcurrentQueue<string> lines, SemaphoreSlim more, string pattern, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        try
        {
            while (true)
            {
                if (lines.Select(line => Regex.Match(line, pattern)).FirstOrDefault(match => match.Success) is { } found)
                {
                    return found;
                }

                await more.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"never came: {pattern}\n{string.Join('\n', _printed.Concat(_log))}");
        }
    }

    private static async Task ReadAsync(StreamReader stream, ConcurrentQueue<string> lines, SemaphoreSlim more)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            more.Release();
        }
    }
}
