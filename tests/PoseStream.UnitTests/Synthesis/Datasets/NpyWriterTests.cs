using System.Buffers.Binary;
using System.Text;
using PoseStream.Synthesis.Datasets;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Datasets;

public sealed class NpyWriterTests
{
    [Fact]
    public void Floats_AllWritten_MakesAnArrayOfNumPy()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.npy");
        using (var writer = NpyWriter.Floats(path, 2, 3))
        {
            writer.Write([1f, 2, 3]);
            writer.Write([4f, 5, 6.5f]);
            writer.Commit();
        }

        var bytes = File.ReadAllBytes(path);
        var header = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Equal(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0 }, bytes[..8]);
        Assert.Equal(0, (10 + header) % 64);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, ), }", Encoding.ASCII.GetString(bytes, 10, header).TrimEnd());
        Assert.Equal((byte)'\n', bytes[9 + header]);
        Assert.Equal(10 + header + 24, bytes.Length);
        Assert.Equal(6.5f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(bytes.Length - 4)));
    }

    [Fact]
    public void Commit_TooFewValues_IsRefusedAndLeavesNoFile()
    {
        using var folder = new TemporaryFolder();
        using (var writer = NpyWriter.Bytes(Path.Combine(folder.Path, "a.npy"), 2, 2))
        {
            writer.Write(new byte[] { 1, 2, 3 });
            Assert.Throws<InvalidOperationException>(writer.Commit);
        }

        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }
}
