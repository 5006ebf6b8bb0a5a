using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PoseStream.TestKit.Grpc;

/// <summary>A gRPC client of another implementation, running as a process of its own and telling line by line what it receives.</summary>
public sealed class GrpcPeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;

    internal GrpcPeerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The next event: <c>{"started": …}</c>, <c>{"message": …}</c> or <c>{"status": …}</c>.</summary>
    public async Task<JsonNode> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line is null
            ? throw new InvalidOperationException($"the client ended without a status: {await _errors}")
            : JsonNode.Parse(line)!;
    }

    public async Task WaitUntilStartedAsync()
    {
        var next = await NextAsync();
        if (next["started"] is null)
        {
            throw new InvalidOperationException($"the client did not start: {next.ToJsonString()}");
        }
    }

    public async Task<JsonNode> NextMessageAsync()
    {
        var next = await NextAsync();
        return next["message"] ?? throw new InvalidOperationException($"expected a message, not {next.ToJsonString()}");
    }

    /// <summary>All that comes until the status.</summary>
    public async Task<GrpcPeerOutcome> RunToEndAsync()
    {
        var messages = new List<JsonNode>();
        while (true)
        {
            var next = await NextAsync();
            if (next["status"] is { } status)
            {
                return new GrpcPeerOutcome(status.GetValue<int>(), next["details"]?.GetValue<string>() ?? string.Empty, messages);
            }

            if (next["message"] is { } message)
            {
                messages.Add(message);
            }
        }
    }

    /// <summary>Lets a client go on that paused by its pause_after.</summary>
    public async Task ResumeAsync()
    {
        try
        {
            await _process.StandardInput.WriteLineAsync();
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended already; what it said is still to be read.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static GrpcPeerProcess Start(string program, string script, string workingDirectory, string target, string descriptorSet, object call) =>
        new(new ProcessStartInfo(program, [script, target, descriptorSet, JsonSerializer.Serialize(call)]) { WorkingDirectory = workingDirectory });
}
