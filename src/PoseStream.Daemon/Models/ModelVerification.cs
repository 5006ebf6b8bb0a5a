namespace PoseStream.Daemon.Models;

/// <param name="FilesRead">How many files were read through.</param>
/// <param name="Mismatches">Those that are not what they should be.</param>
public sealed record ModelVerification(int FilesRead, IReadOnlyList<ModelMismatch> Mismatches);
