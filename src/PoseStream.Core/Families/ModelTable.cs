namespace PoseStream.Core.Families;

/// <summary>A file of numbers beside a network: faces, a permutation, a regressor. It is added by hand, and checked as the network's own file is.</summary>
/// <param name="File">The name in the store.</param>
/// <param name="Sha256">Lower-case hex; a file with any other hash is never read.</param>
public sealed record ModelTable(string File, string Sha256, long Bytes);
