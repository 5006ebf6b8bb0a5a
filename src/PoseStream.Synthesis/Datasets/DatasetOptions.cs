using PoseStream.Core.Frames;

namespace PoseStream.Synthesis.Datasets;

/// <param name="Folder">Made where it is missing; files of the same names are replaced.</param>
/// <param name="Count">Samples.</param>
/// <param name="Seed">The same seed gives the same samples, in whatever order and on however many threads they are made.</param>
/// <param name="Input">Width and height of the network's input.</param>
/// <param name="Motions">A folder of BVH files, searched with its subfolders; null for the built-in motions alone.</param>
public sealed record DatasetOptions(string Folder, int Count, uint Seed, FrameGeometry Input, SampleStyle Style, string? Motions, int Threads);
