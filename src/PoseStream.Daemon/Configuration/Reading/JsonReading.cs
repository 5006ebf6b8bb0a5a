using System.Text.Json;
using System.Text.RegularExpressions;

namespace PoseStream.Daemon.Configuration.Reading;

/// <summary>The reading of one document: its errors, all of them, and the keys that were asked for.</summary>
/// <param name="file">As shown in front of each error.</param>
/// <param name="folder">Relative paths of the document start here.</param>
/// <param name="redact">Every value goes through this before it is shown.</param>
/// <param name="environment">Fills ${NAME} in strings; null: nothing is filled in.</param>
internal sealed partial class JsonReading(
    string file, string folder, Func<string, string> redact, Func<string, string?>? environment = null)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Every key that the program looks for in this document, list positions left out: cameras[].url.</summary>
    public SortedSet<string> KnownKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Null, with an error, where the text is not a JSON object. The parser's own words may quote a secret and are not shown.</summary>
    public JsonSection? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            if (!IsUnicode(document.RootElement))
            {
                _errors.Add($"{file}: holds half a character (an escape such as \\ud800 alone); write the character itself");
                return null;
            }

            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new JsonSection(this, string.Empty, document.RootElement.Clone());
            }

            _errors.Add($"{file}: holds {JsonSection.NameOf(document.RootElement.ValueKind)}; write one object: {{ … }}");
        }
        catch (JsonException exception)
        {
            _errors.Add(
                $"{file}: not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}; look there for a missing comma, quote or bracket");
        }

        return null;
    }

    public void Complain(string path, string message) => _errors.Add($"{file}: {path}: {message}");

    public string Show(string value) => $"\"{redact(value)}\"";

    /// <summary>Null, with an error, where no file can be called so.</summary>
    /// <param name="key">Where the document names the file.</param>
    public string? Absolute(string key, string path)
    {
        if (!path.Contains('\0', StringComparison.Ordinal))
        {
            return Path.GetFullPath(path, folder);
        }

        Complain(key, "holds the character U+0000, which no path can; leave it out");
        return null;
    }

    /// <summary>The text with each ${NAME} replaced. Null, with an error, where a variable is not set.</summary>
    public string? Fill(string path, string text)
    {
        if (environment is null)
        {
            return text;
        }

        var complete = true;
        var filled = Variable().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            if (environment(name) is { } value)
            {
                return value;
            }

            Complain(path, $"the environment variable {name} is not set; set it, or write the value in place of ${{{name}}}");
            complete = false;
            return string.Empty;
        });
        return complete ? filled : null;
    }

    /// <summary>The parser lets half surrogates through and fails only when the text is read.</summary>
    private static bool IsUnicode(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name.Length >= 0 && IsUnicode(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
