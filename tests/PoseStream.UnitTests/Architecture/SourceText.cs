namespace PoseStream.UnitTests.Architecture;

/// <summary>One C# file: its path from the root of the checkout, and its code.</summary>
internal sealed record SourceText(string Path, string Code)
{
    public IReadOnlyList<string> Folders => Path.Split('/')[..^1];
}
