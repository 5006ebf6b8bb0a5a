using System.Text.RegularExpressions;
using PoseStream.TestKit;

namespace PoseStream.UnitTests.Architecture;

/// <summary>The projects and the C# text of this checkout, as written: build output and generated code are left out.</summary>
internal static partial class SourceTree
{
    /// <summary>Projects under a folder of the root ("src", "tests"), in order of their names.</summary>
    public static IReadOnlyList<SourceProject> Projects(string folder) =>
        [.. Files(folder, "*.csproj").Select(SourceProject.Read)];

    /// <summary>C# files under a folder of the root, without comments and the contents of literals, so that a rule sees code only.</summary>
    public static IReadOnlyList<SourceText> Code(string folder) =>
        [.. Files(folder, "*.cs")
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(path => new SourceText(Path.GetRelativePath(Checkout.Root, path), NotCode().Replace(File.ReadAllText(path), " ")))];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Checkout.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Checkout.Root, path).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    // Raw, verbatim and plain strings, characters, comments: whichever begins first swallows the others.
    [GeneratedRegex(""""
        "{3,}[\s\S]*?"{3,} | @\$*"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.[^']*|[^'\\\n])' | //[^\n]* | /\*[\s\S]*?\*/
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotCode();
}
