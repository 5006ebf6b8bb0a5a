using System.Text.Json;
using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration.Reading;

namespace PoseStream.Daemon.Models;

/// <summary>Reads one entry of a manifest's "builds". Where the family is not known, neither are the roles of its outputs, and any will do.</summary>
internal static class ManifestBuildReader
{
    public static ModelBuild Read(JsonSection section, IModelFamily? family, IReadOnlyDictionary<string, TensorLayout> layouts)
    {
        section.Require("bytes", "layout", "outputs");
        return new ModelBuild(
            ReadFile(section),
            ReadSha256(section),
            ReadBytes(section),
            ReadUrl(section),
            section.Word("layout", TensorLayout.Nchw, layouts),
            section.RequiredText("input_name"),
            ReadOutputs(section, family),
            section.OptionalText("size_input"));
    }

    private static string ReadFile(JsonSection section)
    {
        var file = section.RequiredText("file");
        if (file.Length > 0 && (Path.GetFileName(file) != file || file[0] == '.' || !file.EndsWith(".onnx", StringComparison.Ordinal)))
        {
            section.Complain("file", $"\"{file}\" cannot be the name in the store; write a plain name that ends in .onnx");
        }

        return file;
    }

    private static string ReadSha256(JsonSection section)
    {
        var hash = section.RequiredText("sha256");
        if (hash.Length > 0 && (hash.Length != 64 || !hash.All(c => char.IsAsciiHexDigitLower(c))))
        {
            section.Complain("sha256", $"\"{hash}\" is no SHA-256; write 64 digits 0-9 a-f, as sha256sum prints them");
        }

        return hash;
    }

    private static long ReadBytes(JsonSection section)
    {
        if (section.Take("bytes", JsonValueKind.Number) is not { } element || (element.TryGetInt64(out var bytes) && bytes > 0))
        {
            return section.Take("bytes", JsonValueKind.Number)?.GetInt64() ?? 0;
        }

        section.Complain("bytes", $"{element.GetRawText()} is no size; write the size of the file in bytes");
        return 0;
    }

    private static Uri? ReadUrl(JsonSection section)
    {
        if (section.OptionalText("url") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && ModelDownloader.Allows(url) && url.UserInfo.Length == 0)
        {
            return url;
        }

        section.Complain("url", "is nothing to download from; write an https address without user and password (http only of this machine), or null");
        return null;
    }

    private static Dictionary<string, string> ReadOutputs(JsonSection section, IModelFamily? family)
    {
        var outputs = section.Section("outputs");
        return (family?.Roles ?? outputs.Keys).ToDictionary(role => role, outputs.RequiredText, StringComparer.Ordinal);
    }
}
