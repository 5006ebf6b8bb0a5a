using System.Globalization;
using System.Text.Json.Nodes;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>A value written in one piece, as YAML and TOML both do: numbers, words, quoted texts, and lists of them in brackets.</summary>
internal sealed class FlowValue
{
    private readonly string _file;
    private readonly int _line;
    private readonly string _text;
    private int _at;

    private FlowValue(string file, int line, string text) => (_file, _line, _text) = (file, line, text);

    /// <exception cref="CommandFailedException">One line with the file and the number of the line.</exception>
    public static JsonNode? Parse(string file, int line, string text)
    {
        var value = new FlowValue(file, line, text);
        var node = value.Next(depth: 0);
        value.SkipSpace();
        return value._at == text.Length ? node : throw value.Complain($"has something after the value: '{text[value._at..]}'");
    }

    /// <summary>Brackets still open at the end of a text, quoted ones not counted.</summary>
    public static int OpenBrackets(string text)
    {
        var open = 0;
        char? quote = null;
        foreach (var c in text)
        {
            if (quote is not null)
            {
                quote = c == quote ? null : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else
            {
                open += c switch { '[' or '{' => 1, ']' or '}' => -1, _ => 0 };
            }
        }

        return open;
    }

    /// <summary>The text without a comment, which begins with # at the start or after a space, outside of quotes.</summary>
    public static string WithoutComment(string text)
    {
        char? quote = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote is not null)
            {
                quote = c == quote ? null : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                return text[..i];
            }
        }

        return text;
    }

    private CommandFailedException Complain(string problem) => BadFile.At(_file, $"line {_line}", problem);

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private JsonNode? Next(int depth)
    {
        SkipSpace();
        if (_at == _text.Length)
        {
            throw Complain("lacks a value");
        }

        return _text[_at] switch
        {
            '[' when depth < 4 => List(depth),
            '"' or '\'' => Quoted(_text[_at]),
            '[' or '{' => throw Complain("is nested in a way that no calibration is; only lists of numbers are read"),
            _ => Word(),
        };
    }

    private JsonArray List(int depth)
    {
        JsonArray list = [];
        _at++;
        while (true)
        {
            SkipSpace();
            if (_at < _text.Length && _text[_at] == ']')
            {
                _at++;
                return list;
            }

            list.Add(Next(depth + 1));
            SkipSpace();
            if (_at < _text.Length && _text[_at] == ',')
            {
                _at++;
            }
            else if (_at == _text.Length || _text[_at] != ']')
            {
                throw Complain("has a list without its ',' or ']'");
            }
        }
    }

    private JsonValue Quoted(char quote)
    {
        var end = _text.IndexOf(quote, _at + 1);
        if (end < 0)
        {
            throw Complain("has a text without its closing quote");
        }

        var inside = _text[(_at + 1)..end];
        _at = end + 1;
        return JsonValue.Create(inside);
    }

    private JsonValue? Word()
    {
        var end = _text.AsSpan(_at).IndexOfAny(",[]{}");
        end = end < 0 ? _text.Length : _at + end;
        var word = _text[_at..end].Trim();
        _at = end;
        if (word.Length == 0)
        {
            throw Complain("lacks a value");
        }

        // YAML's and TOML's words for what is no number begin with a dot or are bare; none of them belongs into a calibration.
        var plain = word.Replace("_", string.Empty, StringComparison.Ordinal);
        if (double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return JsonValue.Create(number);
        }

        return word switch
        {
            "true" or "True" => JsonValue.Create(true),
            "false" or "False" => JsonValue.Create(false),
            "null" or "~" => null,
            _ => JsonValue.Create(word),
        };
    }
}
