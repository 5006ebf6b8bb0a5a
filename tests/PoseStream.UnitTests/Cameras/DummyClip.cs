using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.UnitTests.Cameras;

/// <summary>Clips whose pictures are no pictures, for what does not decode them.</summary>
internal static class DummyClip
{
    public const int Interval_ms = 40;

    /// <summary>Key frames at every <paramref name="keyInterval"/>th picture; the last byte of each picture is its number plus <paramref name="mark"/>.</summary>
    public static MemoryClip Of(int pictures, int keyInterval, byte mark = 0, int size = 8) =>
        new([.. Enumerable.Range(0, pictures).Select(i => Unit(i, i % keyInterval == 0, (byte)(mark + i), size))], pictures * Interval_ms * 1_000_000L);

    public static byte MarkOf(AccessUnit unit) => unit.NalUnits[^1].Span[^1];

    private static AccessUnit Unit(int index, bool isKey, byte mark, int size)
    {
        var slice = new byte[size];
        slice[0] = (byte)(isKey ? 0x65 : 0x41);
        slice[^1] = mark;
        ReadOnlyMemory<byte>[] sets = isKey ? [new byte[] { 0x67, 0x42, 0xc0, 0x1e, 1 }, new byte[] { 0x68, 2 }] : [];
        return new AccessUnit(new MediaTime(index * Interval_ms * 1_000_000L), isKey, [.. sets, slice]);
    }
}
