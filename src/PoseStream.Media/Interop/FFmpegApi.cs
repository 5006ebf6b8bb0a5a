using System.Runtime.InteropServices;
using System.Text;

namespace PoseStream.Media.Interop;

/// <summary>One loaded FFmpeg: its functions and where its fields lie.</summary>
internal sealed unsafe class FFmpegApi
{
    private const int ErrorTextLength = 256;

    public FFmpegApi(NativeLibraries libraries)
    {
        Layout = libraries.Layout;
        try
        {
            Util = new AvUtilApi(libraries.Util);
            Codec = new AvCodecApi(libraries.Codec);
            Format = new AvFormatApi(libraries.Format);
            Scale = new SwScaleApi(libraries.Scale);
        }
        catch (EntryPointNotFoundException e)
        {
            throw new MediaLibraryException($"FFmpeg {Layout.Major} {(libraries.Directory is null ? "of the system" : $"in '{libraries.Directory}'")} lacks a function: {e.Message}: install another build", e);
        }

        Versions = new FFmpegVersions(
            Text(Util.VersionInfo()), ToVersion(Format.Version()), ToVersion(Codec.Version()), ToVersion(Util.Version()), ToVersion(Scale.Version()), libraries.Directory);
        if (Versions.Format.Major != Layout.Major || Versions.Codec.Major != Layout.Major || Versions.Util.Major != Layout.Util || Versions.Scale.Major != Layout.Scale)
        {
            // Offsets of one major on the structs of another would corrupt memory.
            throw new MediaLibraryException(
                $"FFmpeg's libraries do not belong together: libavformat {Versions.Format}, libavcodec {Versions.Codec}, libavutil {Versions.Util}, libswscale {Versions.Scale}: install those of one release");
        }

        Format.NetworkInitialize();
        if (libraries.Device != 0)
        {
            ((delegate* unmanaged[Cdecl]<void>)NativeLibrary.GetExport(libraries.Device, "avdevice_register_all"))();
            HasDevices = true;
        }
    }

    public FFmpegLayout Layout { get; }

    public AvUtilApi Util { get; }

    public AvCodecApi Codec { get; }

    public AvFormatApi Format { get; }

    public SwScaleApi Scale { get; }

    public FFmpegVersions Versions { get; }

    /// <summary>libavdevice is there: V4L2 cameras can be opened.</summary>
    public bool HasDevices { get; }

    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    public string ErrorText(int code)
    {
        var buffer = stackalloc byte[ErrorTextLength];
        Util.ErrorText(code, buffer, ErrorTextLength);
        return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer));
    }

    public string CodecName(int codecId) => Text(Codec.NameOf(codecId));

    private static Version ToVersion(uint value) => new((int)(value >> 16), (int)((value >> 8) & 0xff), (int)(value & 0xff));
}
