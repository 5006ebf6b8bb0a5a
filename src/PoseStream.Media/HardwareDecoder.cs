namespace PoseStream.Media;

/// <summary>A kind of hardware decoder that the FFmpeg build knows, and whether this machine has it.</summary>
/// <param name="Name">FFmpeg's name: vaapi, cuda, qsv, …</param>
/// <param name="Opens">A device of this kind could be opened just now.</param>
/// <param name="Failure">Why not, one line; null where it opens.</param>
public sealed record HardwareDecoder(string Name, bool Opens, string? Failure);
