using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Media.Interop;

namespace PoseStream.Media.Encoders;

/// <summary>H.264 by the first encoder of the FFmpeg build that opens (libx264, libopenh264, h264_nvenc), on the calling thread, without B pictures. Same input, same bytes, with libx264.</summary>
public sealed class FFmpegVideoEncoder : IVideoEncoder
{
    private readonly VideoEncoder _encoder;
    private readonly PictureBuffer _picture;
    private readonly PacketHandle _packet;
    private readonly Queue<MediaTime> _times = new();
    private long _pictures;
    private MediaTime? _last;
    private bool _finished;

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    /// <exception cref="MediaLibraryException">No encoder opens; the message says why for each.</exception>
    public FFmpegVideoEncoder(VideoEncoderOptions options, FFmpegLibrary library, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(library);
        Check(options);
        Geometry = options.Geometry;
        var selection = EncoderSelection.Open(library.Api, options, EncoderCandidate.All);
        _encoder = selection.Encoder;
        Name = selection.Name;
        _picture = new PictureBuffer(library.Api, options.Geometry);
        _packet = new PacketHandle(library.Api);
        MediaLog.EncoderOpened(logger, selection.Name, Geometry.Width, Geometry.Height);
        if (selection.OptionsNotTaken.Count > 0)
        {
            MediaLog.EncoderOptionsNotTaken(logger, selection.Name, string.Join(", ", selection.OptionsNotTaken));
        }
    }

    public FrameGeometry Geometry { get; }

    /// <summary>FFmpeg's name of the encoder in use.</summary>
    public string Name { get; }

    public void Encode(ReadOnlySpan<byte> planes, MediaTime time, ICollection<AccessUnit> finished)
    {
        ArgumentNullException.ThrowIfNull(finished);
        ObjectDisposedException.ThrowIf(_encoder.IsClosed, this);
        if (_finished)
        {
            throw new InvalidOperationException("the stream was finished: use another encoder for more pictures");
        }

        if (_last is { } last && time <= last)
        {
            throw new ArgumentException($"time {time.Seconds} s is not after the one before, {last.Seconds} s", nameof(time));
        }

        Expect(_picture.Fill(planes, _pictures));
        Expect(_encoder.Send(_picture));
        _pictures++;
        _last = time;
        _times.Enqueue(time);
        Collect(finished);
    }

    public void Finish(ICollection<AccessUnit> finished)
    {
        ArgumentNullException.ThrowIfNull(finished);
        ObjectDisposedException.ThrowIf(_encoder.IsClosed, this);
        if (_finished)
        {
            return;
        }

        _finished = true;
        Expect(_encoder.Send(null));
        Collect(finished);
    }

    public void Dispose()
    {
        _packet.Dispose();
        _picture.Dispose();
        _encoder.Dispose();
    }

    private static void Check(VideoEncoderOptions options)
    {
        var (width, height) = options.Geometry;
        if (width is < 16 or > 8192 || height is < 16 or > 8192 || width % 2 != 0 || height % 2 != 0)
        {
            throw new ArgumentException($"{nameof(options.Geometry)} {width}x{height}: both sides must be even and 16 to 8192", nameof(options));
        }

        CheckRange(options.FramesPerSecond, 1, 240, nameof(options.FramesPerSecond));
        CheckRange(options.KeyFrameInterval, 1, 10_000, nameof(options.KeyFrameInterval));
        CheckRange(options.Quality, 0, 51, nameof(options.Quality));
        CheckRange(options.BitRate_bps ?? 10_000, 10_000, int.MaxValue, nameof(options.BitRate_bps));
    }

    private static void CheckRange(long value, long least, long most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"{name} {value}: must be {least} to {most}");
        }
    }

    private void Collect(ICollection<AccessUnit> finished)
    {
        int code;
        while ((code = _encoder.Receive(_packet)) >= 0)
        {
            // Without B pictures they come out in the order in which they went in.
            finished.Add(new AccessUnit(_times.Dequeue(), _packet.IsKeyFrame, AnnexB.Split(_packet.CopyData())));
            _packet.Clear();
        }

        if (code is not AvError.Again and not AvError.EndOfFile)
        {
            Expect(code);
        }
    }

    private void Expect(int code)
    {
        if (code < 0)
        {
            throw new VideoEncodingException($"{Name} failed at picture {_pictures}: {_encoder.ErrorText(code)}");
        }
    }
}
