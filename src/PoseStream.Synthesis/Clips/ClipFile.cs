using System.Security.Cryptography;
using System.Text;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras;

namespace PoseStream.Synthesis.Clips;

/// <summary>
/// A clip as one file: magic, key, pictures, truth, then the SHA-256 of all that, so that a file of which anything is missing or changed is none.
/// Little-endian, as <see cref="BinaryWriter"/> writes it.
/// </summary>
internal static class ClipFile
{
    private const string Magic = "PoseStream clip 1";

    public static byte[] Write(RenderedClip clip, string key)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(key);
        writer.Write(clip.Name);
        WriteVideo(writer, clip.Video);
        TruthRecord.WriteView(writer, clip.View);
        foreach (var picture in clip.Pictures)
        {
            TruthRecord.Write(writer, picture);
        }

        writer.Flush();
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The file is damaged, or it is another clip.</exception>
    public static RenderedClip Read(byte[] file, string key)
    {
        var length = file.Length - SHA256.HashSizeInBytes;
        if (length < 0 || !SHA256.HashData(file.AsSpan(0, length)).AsSpan().SequenceEqual(file.AsSpan(length)))
        {
            throw new InvalidDataException("it is damaged: its checksum differs");
        }

        // From here on the contents are what was written.
        using var reader = new BinaryReader(new MemoryStream(file, 0, length), Encoding.UTF8);
        if (reader.ReadString() != Magic || reader.ReadString() != key)
        {
            throw new InvalidDataException("it holds another clip");
        }

        var name = reader.ReadString();
        var video = ReadVideo(reader);
        var view = TruthRecord.ReadView(reader);
        return new RenderedClip(name, video, [.. Enumerable.Range(0, video.Count).Select(_ => TruthRecord.Read(reader, view))]);
    }

    private static void WriteVideo(BinaryWriter writer, MemoryClip video)
    {
        writer.Write(video.Count);
        writer.Write(video.Duration_ns);
        for (var i = 0; i < video.Count; i++)
        {
            var unit = video[i];
            writer.Write(unit.Time.Nanoseconds);
            writer.Write(unit.IsKeyFrame);
            writer.Write(unit.NalUnits.Count);
            foreach (var nalUnit in unit.NalUnits)
            {
                writer.Write(nalUnit.Length);
                writer.Write(nalUnit.Span);
            }
        }
    }

    private static MemoryClip ReadVideo(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var duration_ns = reader.ReadInt64();
        var units = new List<AccessUnit>(count);
        for (var i = 0; i < count; i++)
        {
            var (time, isKeyFrame, nalUnits) = (new MediaTime(reader.ReadInt64()), reader.ReadBoolean(), new ReadOnlyMemory<byte>[reader.ReadInt32()]);
            for (var n = 0; n < nalUnits.Length; n++)
            {
                nalUnits[n] = reader.ReadBytes(reader.ReadInt32());
            }

            units.Add(new AccessUnit(time, isKeyFrame, nalUnits));
        }

        return new MemoryClip(units, duration_ns);
    }
}
