using System.Globalization;
using System.Text.Json;

namespace PoseStream.Daemon.Configuration.Reading;

/// <summary>Typed values of a section. Each complains, in one line, of what it cannot use, and then returns the fallback so that reading goes on.</summary>
internal static class JsonValues
{
    /// <summary>Null where the key is absent, null or unusable.</summary>
    public static string? OptionalText(this JsonSection section, string key)
    {
        if (section.Take(key, JsonValueKind.String, nullable: true)?.GetString() is not { } text)
        {
            return null;
        }

        if (text.Length == 0)
        {
            section.Complain(key, "is empty; write something, or leave the key out");
            return null;
        }

        return section.Reading.Fill(section.PathOf(key), text);
    }

    public static string Text(this JsonSection section, string key, string fallback) =>
        section.Take(key, JsonValueKind.String) is null ? fallback : section.OptionalText(key) ?? fallback;

    /// <summary>A list of strings; empty where the key is absent.</summary>
    public static IReadOnlyList<string> Texts(this JsonSection section, string key) =>
        [.. section.Items(key, JsonValueKind.String).Select(item => item.Element.GetString()!)];

    /// <summary>Complains of each of the keys that is absent.</summary>
    public static void Require(this JsonSection section, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!section.Has(key))
            {
                section.Complain(key, "is missing; write it");
            }
        }
    }

    /// <summary>Empty, with an error, where the key is absent or unusable.</summary>
    public static string RequiredText(this JsonSection section, string key)
    {
        section.Require(key);
        return section.Text(key, string.Empty);
    }

    /// <summary>An absolute path; null where the key is absent or null, or, with an error, unusable.</summary>
    public static string? OptionalPath(this JsonSection section, string key) =>
        section.OptionalText(key) is { } path ? section.Reading.Absolute(section.PathOf(key), path) : null;

    /// <summary>As <see cref="OptionalPath"/>, of a file that must be there.</summary>
    public static string? OptionalFile(this JsonSection section, string key, bool orFolder = false)
    {
        if (section.OptionalPath(key) is not { } path)
        {
            return null;
        }

        if (File.Exists(path) || (orFolder && Directory.Exists(path)))
        {
            return path;
        }

        section.Complain(key, $"{section.Reading.Show(path)} is not there; check the path, relative ones start at the folder of this file");
        return null;
    }

    public static bool Flag(this JsonSection section, string key, bool fallback) =>
        section.Take(key, section.KindOf(key) == JsonValueKind.True ? JsonValueKind.True : JsonValueKind.False)?.GetBoolean() ?? fallback;

    public static int? OptionalInteger(this JsonSection section, string key, int min, int max)
    {
        if (section.Take(key, JsonValueKind.Number, nullable: true) is not { } element)
        {
            return null;
        }

        if (element.TryGetInt32(out var value) && value >= min && value <= max)
        {
            return value;
        }

        section.Complain(key, $"{element.GetRawText()} is out of range; write a whole number from {min} to {max}");
        return null;
    }

    public static int Integer(this JsonSection section, string key, int fallback, int min, int max) =>
        section.Take(key, JsonValueKind.Number) is null ? fallback : section.OptionalInteger(key, min, max) ?? fallback;

    public static double Number(this JsonSection section, string key, double fallback, double min, double max)
    {
        if (section.Take(key, JsonValueKind.Number) is not { } element)
        {
            return fallback;
        }

        if (element.TryGetDouble(out var value) && value >= min && value <= max)
        {
            return value;
        }

        section.Complain(key, string.Create(CultureInfo.InvariantCulture, $"{element.GetRawText()} is out of range; write a number from {min} to {max}"));
        return fallback;
    }

    public static TimeSpan Seconds(this JsonSection section, string key, double fallback, double min, double max) =>
        TimeSpan.FromSeconds(section.Number(key, fallback, min, max));

    /// <summary>One of the words, as they are written in the file.</summary>
    public static T Word<T>(this JsonSection section, string key, T fallback, IReadOnlyDictionary<string, T> words)
    {
        if (section.Take(key, JsonValueKind.String)?.GetString() is not { } word)
        {
            return fallback;
        }

        if (words.TryGetValue(word, out var value))
        {
            return value;
        }

        section.Complain(key, $"{section.Reading.Show(word)} is not known here; write one of {string.Join(", ", words.Keys)}");
        return fallback;
    }

    /// <summary>A list of exactly <paramref name="count"/> numbers; null, with an error, where it is anything else, and null without one where it is absent.</summary>
    public static IReadOnlyList<double>? Numbers(this JsonSection section, string key, int count)
    {
        if (!section.Has(key))
        {
            section.Take(key, JsonValueKind.Array);
            return null;
        }

        var errors = section.Reading.Errors.Count;
        var numbers = section.Items(key, JsonValueKind.Number).Select(item => item.Element.GetDouble()).ToArray();
        if (section.Reading.Errors.Count == errors && numbers.Length != count)
        {
            section.Complain(key, $"has {numbers.Length} numbers; write {count}");
        }
        else if (!numbers.All(number => float.IsFinite((float)number)))
        {
            section.Complain(key, "has a number that is too large; correct it");
        }

        return section.Reading.Errors.Count == errors ? numbers : null;
    }
}
