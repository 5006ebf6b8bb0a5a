using System.Text.Json.Nodes;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// The YAML that calibration tools write: keys with values, keys under keys by indentation, lists in brackets or with dashes. Tags such as !!opencv-matrix are
/// skipped. What is beyond that is refused, not guessed.
/// </summary>
internal sealed class YamlFile
{
    private readonly string _file;
    private readonly List<(int Number, int Indent, string Text)> _lines = [];
    private int _at;

    private YamlFile(string file, string text)
    {
        _file = file;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var content = FlowValue.WithoutComment(line).TrimEnd();
            var inside = content.TrimStart();
            if (inside.Length == 0 || content.StartsWith('%') || content.StartsWith("---", StringComparison.Ordinal) || content == "...")
            {
                continue;
            }

            if (_lines.Count > 0 && FlowValue.OpenBrackets(_lines[^1].Text) > 0)
            {
                _lines[^1] = _lines[^1] with { Text = $"{_lines[^1].Text} {inside}" };
                continue;
            }

            var indent = content.Length - inside.Length;
            if (content[..indent].Contains('\t', StringComparison.Ordinal))
            {
                throw Complain(number, "is indented with a tab; YAML wants spaces");
            }

            _lines.Add((number, indent, inside));
        }
    }

    /// <exception cref="CommandFailedException">One line with the file and the number of the line.</exception>
    public static JsonObject Parse(string file, string text)
    {
        var yaml = new YamlFile(file, text);
        if (yaml._lines.Count == 0)
        {
            throw BadFile.Of(file, "is empty");
        }

        var root = yaml.Mapping(yaml._lines[0].Indent);
        return yaml._at == yaml._lines.Count ? root : throw yaml.Complain(yaml._lines[yaml._at].Number, "is indented less than what it belongs to");
    }

    private CommandFailedException Complain(int line, string problem) => BadFile.At(_file, $"line {line}", problem);

    private JsonObject Mapping(int indent)
    {
        JsonObject mapping = [];
        while (_at < _lines.Count && _lines[_at].Indent >= indent)
        {
            var (number, here, text) = _lines[_at++];
            var (key, rest) = Split(number, text);
            if (here != indent)
            {
                throw Complain(number, "is indented more than what it belongs to");
            }

            if (!mapping.TryAdd(key, rest.Length > 0 ? FlowValue.Parse(_file, number, rest) : Under(indent)))
            {
                throw Complain(number, $"\"{key}\" is written twice; keep one");
            }
        }

        return mapping;
    }

    /// <summary>What follows a key without a value on its line.</summary>
    private JsonNode? Under(int indent)
    {
        if (_at < _lines.Count && _lines[_at].Indent >= indent && IsItem(_lines[_at].Text))
        {
            var own = _lines[_at].Indent;
            JsonArray list = [];
            while (_at < _lines.Count && _lines[_at].Indent == own && IsItem(_lines[_at].Text))
            {
                var (number, _, text) = _lines[_at++];
                list.Add(FlowValue.Parse(_file, number, text[1..]));
            }

            return list;
        }

        return _at < _lines.Count && _lines[_at].Indent > indent ? Mapping(_lines[_at].Indent) : null;
    }

    private static bool IsItem(string text) => text.StartsWith("- ", StringComparison.Ordinal);

    private (string Key, string Value) Split(int number, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || (colon + 1 < text.Length && !char.IsWhiteSpace(text[colon + 1]) && text[colon + 1] != '['))
        {
            throw Complain(number, $"is no 'key: value': '{text}'");
        }

        var rest = text[(colon + 1)..].Trim();
        if (rest.StartsWith('!'))
        {
            var space = rest.IndexOf(' ', StringComparison.Ordinal);
            rest = space < 0 ? string.Empty : rest[space..].Trim();
        }

        return (text[..colon].Trim().Trim('"', '\''), rest);
    }
}
