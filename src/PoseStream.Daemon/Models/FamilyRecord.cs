using PoseStream.Core.Families;

namespace PoseStream.Daemon.Models;

/// <summary>A family as it is shown to people.</summary>
/// <param name="Systems">Whose networks it decodes.</param>
/// <param name="Outputs">What its people have.</param>
/// <param name="Skeleton">The joints; "manifest" where that names them, "-" where there are none.</param>
/// <param name="Verified">What showed that it is right; "nothing" where nobody said.</param>
public sealed record FamilyRecord(
    string Name, string Task, IReadOnlyList<string> Roles, string Systems, string Outputs, string Skeleton, string Verified)
{
    /// <summary>All families, in the order of the catalogue.</summary>
    public static IReadOnlyList<FamilyRecord> All { get; } = [.. FamilyCatalog.All.Select(Of)];

    private static FamilyRecord Of(IModelFamily family)
    {
        var evidence = FamilyEvidence.Of(family.Name);
        return new FamilyRecord(
            family.Name,
            ModelTasks.Of(family).ToString().ToLowerInvariant(),
            family.Roles,
            evidence.Systems,
            evidence.Outputs,
            evidence.Skeleton,
            evidence.Verified);
    }
}
