using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Clips;

namespace PoseStream.UnitTests.Synthesis.Clips;

/// <summary>Keeps every picture as it is, in what looks like NAL units: what was encoded can be read back exactly.</summary>
internal sealed class UncompressedEncoder(FrameGeometry geometry) : IVideoEncoder
{
    private static readonly ReadOnlyMemory<byte>[] ParameterSets = [new byte[] { 0x67, 0x42, 0xc0, 0x1e, 1 }, new byte[] { 0x68, 2 }];

    public static ClipEncoder Factory { get; } = new("uncompressed", script => new UncompressedEncoder(script.Geometry));

    public FrameGeometry Geometry => geometry;

    public void Encode(ReadOnlySpan<byte> planes, MediaTime time, ICollection<AccessUnit> finished) =>
        finished.Add(new AccessUnit(time, true, [.. ParameterSets, new byte[] { 0x65 }.Concat(planes.ToArray()).ToArray()]));

    public void Finish(ICollection<AccessUnit> finished)
    {
    }

    public void Dispose()
    {
    }
}
