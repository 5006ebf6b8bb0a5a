using System.Security.Cryptography;
using System.Text.Json;

namespace PoseStream.TestKit.Models;

/// <summary>Bytes that stand for a network's file, and a manifest that describes them. The store never looks into a file, so that any bytes do.</summary>
public sealed class TestModel
{
    public TestModel(string id, int bytes, int seed = 1, string? url = null)
    {
        Id = id;
        Contents = new byte[bytes];
        new Random(seed).NextBytes(Contents);
        Url = url;
    }

    public string Id { get; }

    public byte[] Contents { get; }

    public string? Url { get; }

    public string File => $"{Id}.onnx";

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Contents));

    public string Manifest => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = Id,
        ["description"] = "for a test",
        ["task"] = "detection",
        ["family"] = "yolox",
        ["licence"] = "Apache-2.0",
        ["source"] = "here",
        ["input"] = new Dictionary<string, object>
        {
            ["width"] = 416,
            ["height"] = 416,
            ["color"] = "bgr",
            ["scale"] = 1,
            ["mean"] = new[] { 0, 0, 0 },
            ["std"] = new[] { 1, 1, 1 },
            ["fit"] = "letterbox-top-left",
            ["pad"] = 114,
        },
        ["builds"] = new[]
        {
            new Dictionary<string, object?>
            {
                ["file"] = File,
                ["sha256"] = Sha256,
                ["bytes"] = Contents.Length,
                ["url"] = Url,
                ["layout"] = "nchw",
                ["input_name"] = "images",
                ["outputs"] = new Dictionary<string, string> { ["predictions"] = "output" },
            },
        },
    });
}
