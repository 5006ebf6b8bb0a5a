using System.Text.Json.Nodes;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>The TOML that calibration tools write: [tables] of keys with numbers, texts and lists.</summary>
internal static class TomlFile
{
    /// <exception cref="CommandFailedException">One line with the file and the number of the line.</exception>
    public static JsonObject Parse(string file, string text)
    {
        JsonObject root = [];
        var table = root;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var number = i + 1;
            var line = FlowValue.WithoutComment(lines[i]).Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (line.StartsWith('[') && line.EndsWith(']') && !line.Contains('=', StringComparison.Ordinal))
            {
                table = [];
                var name = line[1..^1].Trim().Trim('"', '\'');
                if (!root.TryAdd(name, table))
                {
                    throw BadFile.At(file, $"line {number}", $"[{name}] is written twice; keep one");
                }

                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw BadFile.At(file, $"line {number}", $"is neither [table] nor key = value: '{line}'");
            }

            var value = line[(equals + 1)..];
            while (FlowValue.OpenBrackets(value) > 0 && i + 1 < lines.Length)
            {
                value += $" {FlowValue.WithoutComment(lines[++i]).Trim()}";
            }

            var key = line[..equals].Trim().Trim('"', '\'');
            if (!table.TryAdd(key, FlowValue.Parse(file, number, value)))
            {
                throw BadFile.At(file, $"line {number}", $"\"{key}\" is written twice; keep one");
            }
        }

        return root;
    }
}
