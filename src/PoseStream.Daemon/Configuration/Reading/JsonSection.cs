using System.Text.Json;
using System.Text.RegularExpressions;

namespace PoseStream.Daemon.Configuration.Reading;

/// <summary>One object of a document. It remembers which of its keys were asked for, so that the others can be complained of.</summary>
internal sealed partial class JsonSection
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<JsonSection> _children = [];

    /// <param name="element">Null: the object is not in the document, and every key has its default.</param>
    public JsonSection(JsonReading reading, string path, JsonElement? element)
    {
        Reading = reading;
        Path = path;
        Json = element ?? default;
        foreach (var property in element?.EnumerateObject() ?? default)
        {
            if (!_values.TryAdd(property.Name, property.Value))
            {
                reading.Complain(PathOf(property.Name), "is written twice; keep one");
            }
        }
    }

    public JsonReading Reading { get; }

    public string Path { get; }

    /// <summary>Undefined where the object is not in the document.</summary>
    public JsonElement Json { get; }

    public IEnumerable<string> Keys => _values.Keys;

    public static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public void Complain(string key, string message) => Reading.Complain(PathOf(key), message);

    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>What the document has there; undefined where it has nothing.</summary>
    public JsonValueKind KindOf(string key) => _values.GetValueOrDefault(key).ValueKind;

    /// <summary>The value of a key, which is known from now on. Null where it is absent, or of another kind, which is an error.</summary>
    public JsonElement? Take(string key, JsonValueKind kind, bool nullable = false)
    {
        _asked.Add(key);
        Reading.KnownKeys.Add(Position().Replace(PathOf(key), "[]"));
        if (!_values.TryGetValue(key, out var value) || (nullable && value.ValueKind == JsonValueKind.Null))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Complain(key, $"is {NameOf(value.ValueKind)}; write {NameOf(kind)}");
        return null;
    }

    /// <summary>An object that may be absent: all its keys have defaults.</summary>
    public JsonSection Section(string key) => Add(PathOf(key), Take(key, JsonValueKind.Object));

    /// <summary>An object that may be absent or null, with a meaning of its own.</summary>
    public JsonSection? OptionalSection(string key) =>
        Take(key, JsonValueKind.Object, nullable: true) is { } element ? Add(PathOf(key), element) : null;

    /// <summary>A list of objects; absent: none.</summary>
    public IReadOnlyList<JsonSection> Sections(string key)
    {
        List<JsonSection> sections = [];
        foreach (var (path, element) in Items(key, JsonValueKind.Object))
        {
            sections.Add(Add(path, element));
        }

        return sections;
    }

    /// <summary>The items of a list with their paths; those of another kind are errors and left out.</summary>
    public IEnumerable<(string Path, JsonElement Element)> Items(string key, JsonValueKind kind)
    {
        var index = 0;
        foreach (var element in Take(key, JsonValueKind.Array)?.EnumerateArray() ?? default)
        {
            var path = $"{PathOf(key)}[{index++}]";
            if (element.ValueKind == kind)
            {
                yield return (path, element);
            }
            else
            {
                Reading.Complain(path, $"is {NameOf(element.ValueKind)}; write {NameOf(kind)}");
            }
        }
    }

    /// <summary>Complains of every key, here and below, that nobody asked for. Values of unknown keys are not shown: they may be anything.</summary>
    public void RejectUnknown()
    {
        foreach (var key in _values.Keys.Where(key => !_asked.Contains(key)))
        {
            var near = Nearest.To(key, _asked);
            Complain(key, near is null ? $"is no key here; there are {string.Join(", ", _asked.Order())}" : $"is no key here; did you mean \"{near}\"?");
        }

        _children.ForEach(child => child.RejectUnknown());
    }

    private JsonSection Add(string path, JsonElement? element)
    {
        var section = new JsonSection(Reading, path, element);
        _children.Add(section);
        return section;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}
