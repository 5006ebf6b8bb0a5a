using PoseStream.Core.Frames;

namespace PoseStream.Core.Video;

/// <summary>All that an MP4 file's index tells of its video.</summary>
/// <param name="TimeScale">Units of time in a second.</param>
/// <param name="Sizes">Of each picture, bytes.</param>
/// <param name="Intervals">From each picture to the next, units of time.</param>
/// <param name="KeyFrames">Their numbers; the first picture is 1.</param>
/// <param name="FirstByte">Of the first picture, in the file; the others follow without a gap.</param>
internal sealed record Mp4Track(
    FrameGeometry Geometry, uint TimeScale, ParameterSets Sets, uint[] Sizes, uint[] Intervals, uint[] KeyFrames, uint FirstByte)
{
    /// <summary>Units of time.</summary>
    public uint Duration => (uint)Intervals.Sum(interval => (long)interval);
}
