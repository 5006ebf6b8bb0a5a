using PoseStream.Core.Time;

namespace PoseStream.Core.Video;

/// <summary>One compressed picture of an H.264 stream.</summary>
/// <param name="Time">When it is shown, on the clock of what it was encoded from.</param>
/// <param name="IsKeyFrame">Decoding can begin here: an IDR picture, with its parameter sets in front.</param>
/// <param name="NalUnits">In decoding order, each from its header byte on: without start codes or lengths, emulation prevention kept.</param>
public sealed record AccessUnit(MediaTime Time, bool IsKeyFrame, IReadOnlyList<ReadOnlyMemory<byte>> NalUnits);
