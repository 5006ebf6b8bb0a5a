using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PoseStream.TestKit.Mqtt;

/// <summary>A real mosquitto on a free loopback port. It keeps its port from one <see cref="StartAsync"/> to the next and persists nothing.</summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private const string Executable = "/usr/sbin/mosquitto";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly MosquittoOptions _options;
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>Chooses the port, starts nothing.</summary>
    public MosquittoBroker(MosquittoOptions? options = null)
    {
        _options = options ?? new MosquittoOptions();
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>What the broker has written so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public static async Task<MosquittoBroker> RunAsync(MosquittoOptions? options = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var broker = new MosquittoBroker(options);
            try
            {
                await broker.StartAsync();
                return broker;
            }
            catch (InvalidOperationException) when (attempt < 5 && broker.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Another test's connection was given the port in the meantime.
                await broker.DisposeAsync();
            }
        }
    }

    /// <summary>Returns when the port answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Executable, ["-c", WriteConfiguration()]) { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Timeout);
        while (true)
        {
            // Before it is asked: another that has taken the port meanwhile would answer in its place.
            if (_process.HasExited)
            {
                // With all that it wrote.
                await _process.WaitForExitAsync(patience.Token);
                throw new InvalidOperationException($"mosquitto ended at once: {Log}");
            }

            if (await AnswersAsync(patience.Token))
            {
                return;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Waits until the broker has written the text.</summary>
    public async Task UntilLoggedAsync(string text)
    {
        using var patience = new CancellationTokenSource(Timeout);
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>SIGKILL: no goodbye to anybody.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>SIGSTOP: connections stay open and nothing is read from them.</summary>
    public void Pause() => Signal("-STOP");

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string WriteConfiguration()
    {
        // Nagle off: with it a message waits for the acknowledgement of the one before (facts: parts, MQTT against mosquitto).
        var lines = new List<string>
        {
            "log_dest stderr",
            "log_type error",
            "log_type warning",
            "log_type notice",
            "persistence false",
            "set_tcp_nodelay true",
            "user root",
            $"listener {Port} 127.0.0.1",
            $"allow_anonymous {(_options.User is null ? "true" : "false")}",
        };
        if (_options.User is not null)
        {
            lines.Add($"password_file {WritePasswords()}");
        }

        if (_options.Certificate is { } certificate)
        {
            lines.Add($"certfile {certificate.Authority}");
            lines.Add($"keyfile {certificate.Key}");
        }

        if (_options.Writable is { } writable)
        {
            lines.Add($"acl_file {WriteAccess(writable)}");
        }

        if (_options.MaxPacketBytes is { } bytes)
        {
            lines.Add($"max_packet_size {bytes}");
        }

        var path = Path.Combine(_folder.Path, "mosquitto.conf");
        File.WriteAllLines(path, lines);
        return path;
    }

    private string WriteAccess(string writable)
    {
        var path = Path.Combine(_folder.Path, "access");
        File.WriteAllLines(path, ["topic read #", $"topic readwrite {writable}"]);
        return path;
    }

    private string WritePasswords()
    {
        var path = Path.Combine(_folder.Path, "passwords");
        using var tool = Process.Start("mosquitto_passwd", ["-b", "-c", path, _options.User!, _options.Password!]);
        tool.WaitForExit();
        return tool.ExitCode == 0 ? path : throw new InvalidOperationException($"mosquitto_passwd ended with {tool.ExitCode}");
    }
}
