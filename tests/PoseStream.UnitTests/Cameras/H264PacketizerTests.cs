using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras.Rtp;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

public sealed class H264PacketizerTests
{
    [Fact]
    public void Packetize_RandomPictures_ComeTogetherAgain()
    {
        var random = new Random(3);
        var packetizer = new H264Packetizer(0x01020304, ushort.MaxValue - 5);
        var depacketizer = new Depacketizer();
        var batch = new PacketBatch();
        var pictures = Enumerable.Range(0, 300).Select(_ => Picture(random)).ToList();

        foreach (var (picture, i) in pictures.Select((p, i) => (p, i)))
        {
            batch.Clear();
            packetizer.Packetize(picture, (uint)i * 3600, batch);
            for (var p = 0; p < batch.Count; p++)
            {
                Assert.InRange(batch[p].Length, 13, H264Packetizer.MaxPacketLength);
                Assert.Equal([1, 2, 3, 4], batch[p].Span[8..12].ToArray());
                depacketizer.Take(batch[p].Span);
            }
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (uint)i * 3600), depacketizer.Times);
        Assert.Equal(pictures.Count, depacketizer.Pictures.Count);
        Assert.All(pictures.Zip(depacketizer.Pictures), pair => Assert.Equal(pair.First.NalUnits.Select(n => n.ToArray()), pair.Second));
    }

    [Theory]
    [InlineData(1387, 1)]
    [InlineData(1388, 1)]
    [InlineData(1389, 2)]
    [InlineData(1 + (2 * 1386), 2)]
    [InlineData(2 + (2 * 1386), 3)]
    public void Packetize_UnitAroundTheLimit_IsDividedOnlyWhereItMustBe(int length, int packets)
    {
        var batch = new PacketBatch();
        var unit = new byte[length];
        unit[0] = 0x65;

        new H264Packetizer(1, 0).Packetize(new AccessUnit(default, true, [unit]), 0, batch);

        Assert.Equal(packets, batch.Count);
    }

    [Fact]
    public void Packetize_ParameterSets_TravelInOnePacketWithTheHighestImportance()
    {
        var batch = new PacketBatch();
        var packetizer = new H264Packetizer(1, 0);

        packetizer.Packetize(new AccessUnit(default, true, [new byte[] { 0x27, 1 }, new byte[] { 0x68, 2 }, new byte[5000]]), 0, batch);

        Assert.Equal([0x78, 0, 2, 0x27, 1, 0, 2, 0x68, 2], batch[0].Span[12..].ToArray());
        Assert.Equal(0, batch[0].Span[1] & 0x80);
        Assert.NotEqual(0, batch[batch.Count - 1].Span[1] & 0x80);
        Assert.Equal((uint)batch.Count, packetizer.Packets);
        Assert.Equal((uint)Enumerable.Range(0, batch.Count).Sum(i => batch[i].Length - 12), packetizer.Octets);
    }

    [Fact]
    public void Interleaved_Packets_HaveTheirPrefix()
    {
        var batch = new PacketBatch();
        batch.Add(3).Fill(7);
        batch.Add(20_000).Fill(8);

        var bytes = batch.Interleaved(2).Span;

        Assert.Equal([(byte)'$', 2, 0, 3, 7, 7, 7, (byte)'$', 2, 0x4e, 0x20, 8], bytes[..12].ToArray());
        Assert.Equal(8 + 20_003, bytes.Length);
    }

    private static AccessUnit Picture(Random random)
    {
        var units = new List<ReadOnlyMemory<byte>>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var unit = new byte[random.Next(3) switch { 0 => random.Next(1, 40), 1 => random.Next(600, 1500), _ => random.Next(1, 9000) }];
            random.NextBytes(unit);
            unit[0] = (byte)((random.Next(4) << 5) | random.Next(1, 13));
            units.Add(unit);
        }

        return new AccessUnit(new MediaTime(0), false, units);
    }
}
