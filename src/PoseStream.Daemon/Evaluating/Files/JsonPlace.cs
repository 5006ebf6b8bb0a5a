using System.Text.Json;
using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Files;

/// <summary>A value in a JSON file that knows where it is. The first thing that does not fit ends the reading: such files hold thousands alike.</summary>
internal sealed class JsonPlace
{
    private readonly JsonPlace? _parent;
    private readonly string _step;

    private JsonPlace(string step, JsonPlace? parent, JsonElement element) => (_step, _parent, Element) = (step, parent, element);

    public JsonElement Element { get; }

    public bool IsObject => Element.ValueKind is JsonValueKind.Object;

    public bool IsList => Element.ValueKind is JsonValueKind.Array;

    public bool IsNull => Element.ValueKind is JsonValueKind.Null;

    /// <exception cref="CommandFailedException">The file is absent or no JSON.</exception>
    public static JsonPlace Read(string file) => BadFile.Reading(file, () => Parse(file, null, File.ReadAllBytes(file)));

    /// <param name="line">Of a JSON Lines file; null: the text is the whole file.</param>
    public static JsonPlace Parse(string file, long? line, ReadOnlyMemory<byte> text)
    {
        var root = line is null ? file : $"{file}: line {line}";
        try
        {
            using var document = JsonDocument.Parse(text);
            return new JsonPlace(root, null, document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            var at = line is null ? $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}" : $"byte {exception.BytePositionInLine + 1}";
            throw BadFile.Of(root, $"not valid JSON at {at}");
        }
    }

    public CommandFailedException Complain(string problem) => BadFile.Of(ToString(), problem);

    public JsonPlace? Optional(string key) => Expect(JsonValueKind.Object).TryGetProperty(key, out var value) ? new JsonPlace($".{key}", this, value) : null;

    /// <exception cref="CommandFailedException">It is not there.</exception>
    public JsonPlace this[string key] => Optional(key) ?? throw Complain($"has no \"{key}\"");

    public IEnumerable<JsonPlace> Items() => Expect(JsonValueKind.Array).EnumerateArray().Select((element, index) => new JsonPlace($"[{index}]", this, element));

    public IEnumerable<(string Key, JsonPlace Value)> Keys() =>
        Expect(JsonValueKind.Object).EnumerateObject().Select(property => (property.Name, new JsonPlace($".{property.Name}", this, property.Value)));

    public string Text()
    {
        try
        {
            return Expect(JsonValueKind.String).GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The parser lets half surrogates through and fails only when the text is read.
            throw Complain("holds half a character (an escape such as \\ud800 alone)");
        }
    }

    public double Number() => Expect(JsonValueKind.Number).GetDouble() is var value && double.IsFinite(value)
        ? value
        : throw Complain($"{Element.GetRawText()} is too large a number");

    /// <summary>NaN for null.</summary>
    public float NumberOrNothing() => IsNull ? float.NaN : (float)Number();

    public long Integer() => Expect(JsonValueKind.Number).TryGetInt64(out var value) ? value : throw Complain($"{Element.GetRawText()} is no whole number");

    /// <param name="count">How many there must be; null: any.</param>
    public double[] Numbers(int? count = null)
    {
        double[] numbers = [.. Items().Select(item => item.Number())];
        return count is null || numbers.Length == count ? numbers : throw Complain($"has {numbers.Length} numbers; there must be {count}");
    }

    public override string ToString() => _parent switch
    {
        null => _step,
        { _parent: null } => $"{_parent}: {_step.TrimStart('.')}",
        _ => $"{_parent}{_step}",
    };

    private JsonElement Expect(JsonValueKind kind) =>
        Element.ValueKind == kind ? Element : throw Complain($"is {JsonSection.NameOf(Element.ValueKind)}; it must be {JsonSection.NameOf(kind)}");
}
