using System.Text.RegularExpressions;
using Xunit;

namespace PoseStream.UnitTests.Architecture;

/// <summary>The walls of the solution. Each is one rule; the message says what to do about a break.</summary>
public sealed partial class LayeringTests
{
    // Who may see whom. Islands see Core alone, so that one is replaced without a look at the others.
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["PoseStream.Core"] = [],
        ["PoseStream.Pipeline"] = ["PoseStream.Core"],
        ["PoseStream.Media"] = ["PoseStream.Core"],
        ["PoseStream.Inference"] = ["PoseStream.Core"],
        ["PoseStream.Mqtt"] = ["PoseStream.Core"],
        ["PoseStream.Grpc"] = [],
        ["PoseStream.Contracts"] = [],
        ["PoseStream.Synthesis"] = ["PoseStream.Core"],
        ["PoseStream.Daemon"] =
        [
            "PoseStream.Core", "PoseStream.Pipeline", "PoseStream.Media", "PoseStream.Inference",
            "PoseStream.Mqtt", "PoseStream.Grpc", "PoseStream.Contracts", "PoseStream.Synthesis",
        ],
    };

    private static readonly string[] Native = ["PoseStream.Media", "PoseStream.Inference", "PoseStream.Mqtt"];

    private static readonly IReadOnlyList<SourceProject> Projects = SourceTree.Projects("src");

    public static TheoryData<string> ProjectNames => [.. Projects.Select(project => project.Name)];

    [Fact]
    public void Projects_InSource_AllHaveAWall() =>
        Expect("Decide what a new project may see, and write it into MaySee of LayeringTests; remove what is gone.",
            Projects.Select(project => project.Name).Except(MaySee.Keys).Select(name => $"{name} is in src/ and not in MaySee")
                .Concat(MaySee.Keys.Except(Projects.Select(project => project.Name)).Select(name => $"{name} is in MaySee and not in src/")));

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void ProjectFile_References_StayWithinTheWall(string name) =>
        Expect("Put what both need into PoseStream.Core as a type or a port, and let PoseStream.Daemon join the two.",
            Find(name).Projects.Except(MaySee[name]).Select(other => $"{name}.csproj references {other}"));

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void CompiledAssembly_References_StayWithinTheWall(string name)
    {
        var ours = Projects.ToDictionary(project => project.AssemblyName, project => project.Name);
        Expect("It came through another reference: use a type of PoseStream.Core instead.",
            Find(name).CompiledReferences().Where(ours.ContainsKey).Select(assembly => ours[assembly])
                .Except(MaySee[name]).Select(other => $"{name} uses types of {other}"));
    }

    [Fact]
    public void Core_UsesNothing_ButTheRuntime()
    {
        var core = Find("PoseStream.Core");
        Expect("Core is vocabulary and pure algorithms: what needs a package belongs into another project, behind a port of Core.",
            core.Packages.Select(package => $"PoseStream.Core.csproj references {package}")
                .Concat(core.CompiledReferences().Where(reference => !reference.StartsWith("System.", StringComparison.Ordinal))
                    .Select(reference => $"PoseStream.Core uses {reference}")));
    }

    [Fact]
    public void TestKit_SeesCoreOnly_OfTheSource() =>
        Expect("Fixtures for one project belong into its tests; TestKit is for all and sees Core only.",
            SourceTree.Projects("tests").Single(project => project.Name == "PoseStream.TestKit").Projects
                .Except(["PoseStream.Core"]).Select(other => $"PoseStream.TestKit.csproj references {other}"));

    [Fact]
    public void UnsafeCode_IsIn_InteropFoldersOfTheIslands() =>
        Expect("Move it into a folder Interop/ of Media, Inference or Mqtt, behind a safe type, or use spans.",
            Projects.Where(project => project.AllowsUnsafe).Select(project => project.Name).Except(Native)
                .Select(name => $"{name}.csproj allows unsafe blocks")
                .Concat(SourceTree.Code("src").Where(file => UnsafeCode().IsMatch(file.Code) && !MayBeUnsafe(file))
                    .Select(file => $"{file.Path}: '{UnsafeCode().Match(file.Code).Value}'")));

    [Fact]
    public void Names_OfFoldersAndTypes_SayWhatTheyAreFor()
    {
        var code = SourceTree.Code("src").Concat(SourceTree.Code("tests")).ToList();
        Expect("Such a name takes anything in: name it after the one thing that it does.",
            code.SelectMany(file => file.Folders).Distinct().Where(folder => EmptyName().IsMatch(folder)).Select(folder => $"folder {folder}/")
                .Concat(code.SelectMany(file => TypeDeclaration().Matches(file.Code)
                    .Select(match => match.Groups["name"].Value).Where(type => EmptyName().IsMatch(type))
                    .Select(type => $"{file.Path}: type {type}"))));
    }

    [Fact]
    public void Files_InSource_HaveOnePublicTypeEach() =>
        Expect("Give each public type a file of its name.",
            SourceTree.Code("src")
                .Select(file => (file.Path, Types: PublicTypes(file)))
                .Where(file => file.Types.Count > 1)
                .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}"));

    private static SourceProject Find(string name) => Projects.Single(project => project.Name == name);

    private static bool MayBeUnsafe(SourceText file) =>
        file.Folders.Contains("Interop") && file.Folders.Intersect(Native).Any();

    // Namespaces are file-scoped, so a type that is not nested begins its line.
    private static List<string> PublicTypes(SourceText file) =>
        [.. TypeDeclaration().Matches(file.Code)
            .Where(match => match.Value.StartsWith("public ", StringComparison.Ordinal))
            .Select(match => match.Groups["name"].Value).Distinct()];

    private static void Expect(string advice, IEnumerable<string> breaks)
    {
        var found = breaks.ToList();
        Assert.True(found.Count == 0, $"{string.Join("\n", found)}\n-> {advice}");
    }

    [GeneratedRegex(@"\bunsafe\b|\[\s*(LibraryImport|DllImport|UnmanagedCallersOnly)\b")]
    private static partial Regex UnsafeCode();

    [GeneratedRegex("(Helpers?|Util(s|ity|ities)?|Common|Managers?)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^[ ]*((public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+[^\s(]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
