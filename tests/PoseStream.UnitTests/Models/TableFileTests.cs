using System.Text;
using PoseStream.Daemon.Models;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Models;

public sealed class TableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<i4", new byte[] { 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 48, 0, 0 }, new float[] { 1, -1, 12288 })]
    [InlineData("<i8", new byte[] { 7, 0, 0, 0, 0, 0, 0, 0 }, new float[] { 7 })]
    [InlineData("<f4", new byte[] { 0, 0, 0, 0x3f }, new float[] { 0.5f })]
    public void Read_NumpyArray_GivesItsNumbers(string type, byte[] data, float[] expected)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({expected.Length},), }}\n";
        File.WriteAllBytes(_folder.PathOf("t.npy"), [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data]);
        Assert.Equal(expected, TableFile.Read(_folder.PathOf("t.npy")));
    }

    [Fact]
    public void Read_Text_GivesItsNumbers() => Assert.Equal([1, 2.5f, -3e2f], TableFile.Read(_folder.Write("t.txt", "1, 2.5\n-3e2\n")));

    [Theory]
    [InlineData("t.txt", "1 two 3")]
    [InlineData("t.npy", "1 2 3")]
    [InlineData("absent.txt", null)]
    public void Read_NoNumbers_NamesTheFile(string name, string? text)
    {
        if (text is not null)
        {
            _folder.Write(name, text);
        }

        var fault = Assert.Throws<ModelStoreException>(() => TableFile.Read(_folder.PathOf(name)));
        Assert.StartsWith($"{_folder.PathOf(name)}: is no file of numbers", fault.Message, StringComparison.Ordinal);
    }
}
