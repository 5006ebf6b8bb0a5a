using System.Globalization;

namespace PoseStream.Media.Encoders;

/// <summary>An H.264 encoder of FFmpeg that takes pictures in main memory, and its own options for low delay.</summary>
/// <param name="QualityOptions">For constant quality; {0} stands for the quantiser.</param>
internal sealed record EncoderCandidate(string Name, (string Key, string Value)[] Fixed, (string Key, string Value)[] QualityOptions)
{
    /// <summary>Best first.</summary>
    public static readonly IReadOnlyList<EncoderCandidate> All =
    [
        new("libx264", [("preset", "veryfast"), ("tune", "zerolatency")], [("crf", "{0}")]),
        new("libopenh264", [], [("rc_mode", "off"), ("qmin", "{0}"), ("qmax", "{0}")]),
        new("h264_nvenc", [("tune", "ull"), ("zerolatency", "1"), ("delay", "0")], [("rc", "constqp"), ("qp", "{0}")]),
    ];

    public IEnumerable<(string Key, string Value)> OptionsFor(VideoEncoderOptions options)
    {
        foreach (var option in Fixed)
        {
            yield return option;
        }

        if (options.BitRate_bps is { } rate)
        {
            yield return ("b", rate.ToString(CultureInfo.InvariantCulture));
            yield break;
        }

        foreach (var (key, value) in QualityOptions)
        {
            yield return (key, string.Format(CultureInfo.InvariantCulture, value, options.Quality));
        }
    }
}
