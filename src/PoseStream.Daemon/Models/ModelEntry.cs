using PoseStream.Core.Families;

namespace PoseStream.Daemon.Models;

/// <summary>A line of the list of models.</summary>
/// <param name="Path">The file, if <paramref name="State"/> is present or corrupt.</param>
public sealed record ModelEntry(string Id, ModelTask Task, string Family, string Licence, ModelState State, string? Path);
