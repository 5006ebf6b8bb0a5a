using System.Text.Json;
using PoseStream.Core.Families;
using PoseStream.Daemon.Configuration.Reading;

namespace PoseStream.Daemon.Models;

/// <summary>Reads one entry of a manifest's "builds". Where the family is not known, neither are the roles of its outputs, and any will do.</summary>
internal static class ManifestBuildReader
{
    /// <param name="task">Only networks that see a picture have a layout of it.</param>
    public static ModelBuild Read(JsonSection section, ModelTask task, IModelFamily? family, IReadOnlyDictionary<string, TensorLayout> layouts)
    {
        section.Require("bytes", "outputs");
        if (task.SeesPicture())
        {
            section.Require("layout");
        }

        return new ModelBuild(
            ReadFile(section, ".onnx"),
            ReadSha256(section),
            ReadBytes(section),
            ReadUrl(section),
            task.SeesPicture() ? section.Word("layout", TensorLayout.Nchw, layouts) : TensorLayout.Nchw,
            section.RequiredText("input_name"),
            ReadOutputs(section, family),
            section.OptionalText("size_input"),
            task == ModelTask.Root ? section.OptionalText("scale_input") : null);
    }

    /// <summary>One entry of "files".</summary>
    public static ModelTable ReadTable(JsonSection section)
    {
        section.Require("bytes");
        return new ModelTable(ReadFile(section, TableFile.Extensions), ReadSha256(section), ReadBytes(section));
    }

    private static string ReadFile(JsonSection section, params string[] extensions)
    {
        var file = section.RequiredText("file");
        if (file.Length > 0 && (Path.GetFileName(file) != file || file[0] == '.' || !extensions.Contains(Path.GetExtension(file))))
        {
            section.Complain("file", $"\"{file}\" cannot be the name in the store; write a plain name that ends in {string.Join(" or ", extensions)}");
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
