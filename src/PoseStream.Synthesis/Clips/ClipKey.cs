using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PoseStream.Core.Frames;

namespace PoseStream.Synthesis.Clips;

/// <summary>A hash of everything that determines a clip: the script, the code that draws and describes it, the encoder. A clip of another key is another clip.</summary>
public static class ClipKey
{
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(ClipScript script, ClipEncoder encoder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{script.Name} {script.Seed} {script.Geometry.Width}x{script.Geometry.Height} {script.FramesPerSecond} {script.Seconds}\n{BuildOf<Stage>()} {BuildOf<Frame>()}\n{encoder.Identity}"))));

    /// <summary>The compiler derives it from the source: the same for every build of the same code, another one for any change.</summary>
    private static Guid BuildOf<T>() => typeof(T).Module.ModuleVersionId;
}
