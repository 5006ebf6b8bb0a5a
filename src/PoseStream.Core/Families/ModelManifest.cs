namespace PoseStream.Core.Families;

/// <summary>Everything that a family must know of one network. A new network of a known family is one of these and no code.</summary>
/// <param name="Decode">The family's constants by name; a name that the family does not know is an error at load.</param>
/// <param name="Skeleton">For families whose networks are trained for one joint set or another: its name in <see cref="Skeletons.SkeletonCatalog"/>, in the order of the network's output, or of its input where it reads joints.</param>
/// <param name="Input"><see cref="InputSpec.None"/> for networks that see no picture (<see cref="ModelTasks.SeesPicture"/>).</param>
/// <param name="Training">Null for networks that others trained.</param>
/// <param name="Files">Tables that the family needs beside the network, by its word for each; null for most.</param>
public sealed record ModelManifest(
    string Id,
    string Description,
    ModelTask Task,
    string Family,
    string Licence,
    string Source,
    InputSpec Input,
    IReadOnlyDictionary<string, double> Decode,
    IReadOnlyList<ModelBuild> Builds,
    string? Skeleton = null,
    TrainingRecord? Training = null,
    IReadOnlyDictionary<string, ModelTable>? Files = null);
