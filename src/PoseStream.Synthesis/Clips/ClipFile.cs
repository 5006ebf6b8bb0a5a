using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Synthesis.Cameras;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Clips;

/// <summary>
/// A clip's pictures as one file: magic, key, pictures, the SHA-256 of the truth that lies beside it, then the SHA-256 of all that, so that a pair of which anything
/// is missing or changed is none. Little-endian, as <see cref="BinaryWriter"/> writes it. The truth is JSON Lines, for others to read as well.
/// </summary>
internal static class ClipFile
{
    private const string Magic = "PoseStream clip 2";

    /// <param name="truth">As <see cref="WriteTruth"/> gives it.</param>
    public static byte[] Write(RenderedClip clip, byte[] truth, string key)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(key);
        writer.Write(clip.Name);
        WriteVideo(writer, clip.Video);
        writer.Write(SHA256.HashData(truth));
        writer.Flush();
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    public static byte[] WriteTruth(RenderedClip clip)
    {
        using var stream = new MemoryStream();
        var lines = new TruthJsonLines(stream);
        for (var i = 0; i < clip.Pictures.Count; i++)
        {
            lines.Write(i.ToString("D6", CultureInfo.InvariantCulture), clip.Video[i].Time, clip.Pictures[i]);
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">A file is damaged, or it is another clip's.</exception>
    public static RenderedClip Read(byte[] file, byte[] truth, string key)
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
        if (!reader.ReadBytes(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(SHA256.HashData(truth)))
        {
            throw new InvalidDataException("the truth beside it is damaged, or another clip's");
        }

        var pictures = TruthJsonReader.Read(truth);
        return pictures.Count == video.Count
            ? new RenderedClip(name, video, pictures)
            : throw new InvalidDataException($"it has {video.Count} pictures and the truth of {pictures.Count}");
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
