namespace PoseStream.Daemon.Configuration.Reading;

/// <summary>Finds the word that somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>The closest of <paramref name="words"/>; null where none is near enough to be a slip: a third of the letters, at least two.</summary>
    public static string? To(string written, IEnumerable<string> words)
    {
        var allowed = Math.Max(2, written.Length / 3);
        var best = words
            .Select(word => (Word: word, Distance: Distance(written, word)))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .FirstOrDefault((Word: string.Empty, Distance: int.MaxValue));
        return best.Distance <= allowed && best.Distance < written.Length ? best.Word : null;
    }

    /// <summary>Letters to insert, remove or change; upper and lower case are the same, as are '-' and '_'.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (Fold(a[i - 1]) == Fold(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }

    private static char Fold(char c) => c == '-' ? '_' : char.ToLowerInvariant(c);
}
