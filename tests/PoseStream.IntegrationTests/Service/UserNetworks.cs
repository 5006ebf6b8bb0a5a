using System.Security.Cryptography;
using System.Text.Json;
using PoseStream.TestKit;

namespace PoseStream.IntegrationTests.Service;

/// <summary>Networks of a user's own: a manifest each in the data folder, their files where POSESTREAM_MODELS says.</summary>
internal sealed class UserNetworks(TemporaryFolder data)
{
    public static string Contracts { get; } = Path.Combine(AppContext.BaseDirectory, "Inference", "Contracts");

    /// <summary>For the program's environment.</summary>
    public static Dictionary<string, string?> Environment { get; } = new()
    {
        ["POSESTREAM_MODELS"] = $"{SharedMaterial.PathOf("models")}:{Contracts}",
    };

    /// <param name="more">Keys of the manifest beside those that every one has.</param>
    public void Add(
        string id, string task, string family, string path, string inputName, Dictionary<string, string> outputs, Dictionary<string, object> more)
    {
        var build = new Dictionary<string, object?>
        {
            ["file"] = Path.GetFileName(path), ["sha256"] = HashOf(path), ["bytes"] = new FileInfo(path).Length, ["url"] = null, ["input_name"] = inputName, ["outputs"] = outputs,
        };
        if (more.ContainsKey("input"))
        {
            build["layout"] = "nchw";
        }

        var manifest = new Dictionary<string, object>(more)
        {
            ["id"] = id, ["description"] = "for a test", ["task"] = task, ["family"] = family, ["licence"] = "none", ["source"] = "here", ["builds"] = new[] { build },
        };
        var folder = data.PathOf("posestream/models/manifests");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{id}.json"), JsonSerializer.Serialize(manifest));
    }

    /// <summary>A file of numbers that a manifest names.</summary>
    public Dictionary<string, object?> Table(string name, IEnumerable<JsonElement> numbers)
    {
        var folder = data.PathOf("posestream/models");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, string.Join(' ', numbers.Select(number => number.GetRawText())));
        return new() { ["file"] = name, ["sha256"] = HashOf(path), ["bytes"] = new FileInfo(path).Length };
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
