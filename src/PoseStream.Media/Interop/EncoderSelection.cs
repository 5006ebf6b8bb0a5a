using System.Globalization;
using PoseStream.Core.Frames;
using PoseStream.Media.Encoders;

namespace PoseStream.Media.Interop;

/// <summary>The first H.264 encoder that opens.</summary>
internal sealed record EncoderSelection(VideoEncoder Encoder, string Name, IReadOnlyList<string> OptionsNotTaken)
{
    /// <param name="candidates">Best first.</param>
    /// <exception cref="MediaLibraryException">None opens.</exception>
    public static EncoderSelection Open(FFmpegApi api, VideoEncoderOptions options, IEnumerable<EncoderCandidate> candidates)
    {
        var reasons = new List<string>();
        foreach (var candidate in candidates)
        {
            using var native = new NativeOptions(api);
            foreach (var (key, value) in StreamOptions(options).Concat(candidate.OptionsFor(options)))
            {
                native.Set(key, value);
            }

            var lines = new FirstErrorReader();
            var before = NativeLog.ReadThread(lines);
            try
            {
                if (VideoEncoder.TryOpen(api, candidate.Name, native, out var code) is { } encoder)
                {
                    return new EncoderSelection(encoder, candidate.Name, native.Remaining());
                }

                reasons.Add($"{candidate.Name}: {lines.First ?? api.ErrorText(code)}");
            }
            finally
            {
                NativeLog.ReadThread(before);
            }
        }

        throw new MediaLibraryException($"no H.264 encoder of this FFmpeg build opens ({string.Join("; ", reasons)}): install an FFmpeg with libx264, as Debian's and Ubuntu's are");
    }

    private static IEnumerable<(string Key, string Value)> StreamOptions(VideoEncoderOptions options) =>
    [
        ("video_size", string.Create(CultureInfo.InvariantCulture, $"{options.Geometry.Width}x{options.Geometry.Height}")),
        ("pixel_format", "yuv420p"),
        // The distance of pictures, not a finer unit: encoders take its inverse for the frame rate.
        ("time_base", string.Create(CultureInfo.InvariantCulture, $"1/{options.FramesPerSecond}")),
        ("g", options.KeyFrameInterval.ToString(CultureInfo.InvariantCulture)),
        ("bf", "0"),
        ("threads", "1"),
        ("color_range", options.Color.FullRange ? "pc" : "tv"),
        ("colorspace", options.Color.Matrix switch
        {
            ColorMatrix.Bt601 => "smpte170m",
            ColorMatrix.Bt2020 => "bt2020nc",
            _ => "bt709",
        }),
    ];
}
