using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PoseStream.TestKit.Rtsp;

/// <summary>
/// A real RTSP server that is not FFmpeg: GStreamer's, in a Python process on a free loopback port. TCP and UDP. It ends with the test process, however that ends.
/// Needs Debian's python3-gst-1.0, gir1.2-gst-rtsp-server-1.0 and GStreamer's plugins base, good, bad and ugly.
/// </summary>
public sealed class GStreamerRtspServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly RtspServerOptions _options;
    private Process _process;

    private GStreamerRtspServer(RtspServerOptions options, Process process, int port)
    {
        _options = options;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>With user and password where the server wants them.</summary>
    public string Url => _options.User is null ? UrlFor(null, null) : UrlFor(_options.User, _options.Password);

    public static async Task<GStreamerRtspServer> StartAsync(RtspServerOptions options)
    {
        if (options is { File: not null, Repetitions: > 1 })
        {
            options = options with { File = await RepeatAsync(options.File, options.Repetitions) };
        }

        var (process, port) = await LaunchAsync(options, 0);
        return new GStreamerRtspServer(options, process, port);
    }

    public string UrlFor(string? user, string? password, string path = "stream") =>
        $"rtsp://{(user is null ? "" : $"{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password ?? "")}@")}127.0.0.1:{Port}/{path}";

    /// <summary>The server is gone at once, without a word to its clients.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>After <see cref="KillAsync"/>: listens on the same port again.</summary>
    public async Task RestartAsync() => (_process, _) = await LaunchAsync(_options, Port);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await KillAsync();
        }
        catch (InvalidOperationException)
        {
            // Killed before, by the test.
        }

        if (_options is { File: not null, Repetitions: > 1 })
        {
            File.Delete(_options.File);
        }
    }

    private static async Task<(Process Process, int Port)> LaunchAsync(RtspServerOptions options, int port)
    {
        var start = new ProcessStartInfo(Python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script());
        start.ArgumentList.Add(JsonSerializer.Serialize(new
        {
            port,
            file = options.File,
            codec = options.Codec,
            width = options.Width,
            height = options.Height,
            fps = options.FramesPerSecond,
            uneven = options.Uneven,
            user = options.User,
            password = options.Password,
            auth = options.Authentication,
        }));

        var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(StartTimeout);
        if (line is not null && line.StartsWith("PORT ", StringComparison.Ordinal))
        {
            return (process, int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture));
        }

        process.Kill();
        throw new InvalidOperationException(
            $"GStreamer's RTSP server did not start (apt-get install python3-gst-1.0 gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly): {await errors}");
    }

    /// <summary>GStreamer cannot serve a file in a loop, so the file itself is made longer.</summary>
    private static async Task<string> RepeatAsync(string file, int repetitions)
    {
        var repeated = Path.Combine(Path.GetTempPath(), $"posestream-{Guid.NewGuid():N}.mp4");
        using var process = Start(new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-v", "error", "-stream_loop", $"{repetitions - 1}", "-i", file, "-map", "0:v:0", "-c", "copy", repeated]) { RedirectStandardError = true });
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? repeated : throw new InvalidOperationException($"ffmpeg could not repeat '{file}': {errors}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} is missing: apt-get install ffmpeg python3-gst-1.0 gir1.2-gst-rtsp-server-1.0", e);
        }
    }

    private static string Script()
    {
        using var stream = typeof(GStreamerRtspServer).Assembly.GetManifestResourceStream("rtsp_server.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
