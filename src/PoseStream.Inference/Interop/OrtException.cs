using System.Text.RegularExpressions;

namespace PoseStream.Inference.Interop;

/// <summary>A call of ONNX Runtime failed. Codes overlap between causes, so the code is a label, never a decision (facts: ONNX Runtime ABI §2, errors).</summary>
internal sealed partial class OrtException(OrtErrorCode code, string nativeMessage) : Exception($"{code}: {OneLine(nativeMessage)}")
{
    public OrtErrorCode Code { get; } = code;

    /// <summary>Messages carry line breaks and paths of the machine on which the library was built: neither helps a user.</summary>
    internal static string OneLine(string message)
    {
        var withoutPaths = BuildPath().Replace(message, "");
        var line = Whitespace().Replace(withoutPaths, " ").Trim();
        return line.Length <= 400 ? line : line[..400] + "…";
    }

    [GeneratedRegex(@"/\S*onnxruntime_src/\S*(\s+\S*\(.*?\))?\s*")]
    private static partial Regex BuildPath();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
