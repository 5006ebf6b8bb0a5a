using System.Diagnostics;

namespace PoseStream.IntegrationTests.Media;

/// <summary>A temporary file, made with the ffmpeg program; gone after the test.</summary>
internal sealed class MadeVideo : IDisposable
{
    private MadeVideo(string extension) => Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"posestream-{Guid.NewGuid():N}{extension}");

    public string Path { get; }

    public static async Task<MadeVideo> CreateAsync(string arguments, string extension)
    {
        var video = new MadeVideo(extension);
        await RunFFmpegAsync($"{arguments} \"{video.Path}\"");
        return video;
    }

    public static MadeVideo Of(string text, string extension)
    {
        var video = new MadeVideo(extension);
        File.WriteAllText(video.Path, text);
        return video;
    }

    /// <summary>One file after the other, byte for byte, as a transport stream allows.</summary>
    public static MadeVideo Join(MadeVideo first, MadeVideo second, string extension)
    {
        var video = new MadeVideo(extension);
        File.WriteAllBytes(video.Path, [.. File.ReadAllBytes(first.Path), .. File.ReadAllBytes(second.Path)]);
        return video;
    }

    /// <returns>What it wrote to its standard output.</returns>
    public static async Task<string> RunFFmpegAsync(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", $"-nostdin -v error {arguments}") { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("ffmpeg did not start: apt-get install ffmpeg");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"ffmpeg {arguments}: {await errors}");
    }

    public void Dispose() => File.Delete(Path);
}
