using System.Globalization;
using PoseStream.Media.Interop;

namespace PoseStream.Media;

/// <summary>Says in words how a stream wants its pictures shown otherwise than they are coded. Pure.</summary>
internal static class PictureNotice
{
    private const double LeastTurn_deg = 1;

    // Rounded aspects of old standards and cropping differ by so little; a person 1 % wider is no news.
    private const double LeastStretch = 0.01;

    /// <param name="turn_deg">Clockwise.</param>
    /// <param name="pixelAspect">Width by height; not positive = unknown.</param>
    /// <returns>One line; null where there is nothing to say.</returns>
    public static string? Of(double turn_deg, Rational pixelAspect)
    {
        var turned = Math.Abs(turn_deg) >= LeastTurn_deg
            ? string.Create(CultureInfo.InvariantCulture, $"the pictures are to be shown turned by {turn_deg:0} degrees clockwise but are read unturned: re-encode the file so that people stand upright")
            : null;
        var aspect = pixelAspect.IsPositive ? (double)pixelAspect.Numerator / pixelAspect.Denominator : 1;
        var stretched = Math.Abs(aspect - 1) >= LeastStretch
            ? string.Create(CultureInfo.InvariantCulture, $"the pixels are not square ({pixelAspect.Numerator}:{pixelAspect.Denominator}) but are taken as such: people look {(aspect > 1 ? "too thin" : "too wide")}")
            : null;
        return turned is not null && stretched is not null ? $"{turned}; {stretched}" : turned ?? stretched;
    }
}
