using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PoseStream.Synthesis.Datasets;

/// <summary>
/// Writes one array in NumPy's format (version 1.0, C order, little-endian), row by row, so that a trainer can map it into memory.
/// The file has its name only once it is complete (<see cref="Commit"/>): one that was broken off is never read.
/// </summary>
public sealed class NpyWriter : IDisposable
{
    // The data of a mapped array should start on a cache line.
    private const int Alignment = 64;
    private const int Preamble = 10;

    private readonly FileStream _stream;
    private readonly string _path;
    private readonly string _partial;
    private readonly long _end;

    private NpyWriter(string path, string type, int typeBytes, ReadOnlySpan<int> shape)
    {
        _path = path;
        _partial = path + ".partial";
        _stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        var header = Header(type, shape);
        _stream.Write(header);
        var bytes = (long)typeBytes;
        foreach (var side in shape)
        {
            bytes *= side;
        }

        _end = header.Length + bytes;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static NpyWriter Bytes(string path, params ReadOnlySpan<int> shape) => new(path, "|u1", 1, shape);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static NpyWriter Floats(string path, params ReadOnlySpan<int> shape) => new(path, "<f4", 4, shape);

    public void Write(ReadOnlySpan<byte> values) => _stream.Write(values);

    public void Write(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            _stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> four = stackalloc byte[4];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(four, value);
            _stream.Write(four);
        }
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="InvalidOperationException">Fewer or more values were written than the shape holds.</exception>
    public void Commit()
    {
        if (_stream.Position != _end)
        {
            throw new InvalidOperationException($"{_path}: {_stream.Position} of {_end} bytes written");
        }

        _stream.Dispose();
        File.Move(_partial, _path, overwrite: true);
    }

    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_partial);
    }

    private static byte[] Header(string type, ReadOnlySpan<int> shape)
    {
        var sides = new StringBuilder();
        foreach (var side in shape)
        {
            sides.Append(System.Globalization.CultureInfo.InvariantCulture, $"{side}, ");
        }

        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sides}), }}";
        var total = (Preamble + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[total];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - Preamble));
        header.AsSpan(Preamble).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(Preamble));
        header[^1] = (byte)'\n';
        return header;
    }
}
