using PoseStream.Core.Families;

namespace PoseStream.Daemon.Models;

/// <summary>A model's file on this machine, its hash checked.</summary>
/// <param name="Path">What to open: the graph without unused outputs where there is one, else the file as published.</param>
/// <param name="SourcePath">The file as published.</param>
/// <param name="Tables">The paths of the files of numbers beside it, by the family's word for each.</param>
public sealed record LocatedModel(ModelManifest Manifest, ModelBuild Build, string Path, string SourcePath, IReadOnlyDictionary<string, string> Tables);
