using System.Reflection;
using System.Xml.Linq;

namespace PoseStream.UnitTests.Architecture;

/// <summary>What a project file says of itself, and what its compiled assembly really uses.</summary>
internal sealed record SourceProject(
    string Name,
    string AssemblyName,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages,
    bool AllowsUnsafe)
{
    public static SourceProject Read(string path)
    {
        var file = XDocument.Load(path);
        var name = Path.GetFileNameWithoutExtension(path);
        return new SourceProject(
            name,
            file.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name,
            [.. Includes("ProjectReference").Select(Path.GetFileNameWithoutExtension).OfType<string>()],
            [.. Includes("PackageReference"), .. Includes("FrameworkReference")],
            file.Descendants("AllowUnsafeBlocks").Any(element => element.Value == "true"));

        // MSBuild takes both slashes.
        IEnumerable<string> Includes(string item) =>
            file.Descendants(item).Attributes("Include").Select(attribute => attribute.Value.Replace('\\', '/'));
    }

    /// <summary>Names of the assemblies that the compiled code refers to; one that is declared and unused is not among them.</summary>
    public IReadOnlyList<string> CompiledReferences() =>
        [.. Assembly.Load(new AssemblyName(AssemblyName)).GetReferencedAssemblies().Select(reference => reference.Name!)];
}
