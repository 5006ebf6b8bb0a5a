using PoseStream.Core.Frames;
using PoseStream.Core.Time;
using PoseStream.Core.Video;

namespace PoseStream.Core.Ports;

/// <summary>
/// Compresses pictures of one size to H.264, in the order given: no picture refers to a later one, and each key frame carries its parameter sets
/// (<see cref="ParameterSets.Of"/>). Not thread-safe.
/// </summary>
public interface IVideoEncoder : IDisposable
{
    FrameGeometry Geometry { get; }

    /// <summary>Takes one picture and appends what is finished by it to <paramref name="finished"/>: with most encoders just this picture.</summary>
    /// <param name="planes">8-bit Y'CbCr 4:2:0, the planes lying as <see cref="PlaneLayout.For"/> says for <see cref="Geometry"/>; <see cref="Frame.Buffer"/> is such.</param>
    /// <param name="time">Comes back with the picture; greater than the one before.</param>
    /// <exception cref="ArgumentException"><paramref name="planes"/> is too short.</exception>
    /// <exception cref="VideoEncodingException">The encoder failed; it is of no further use.</exception>
    void Encode(ReadOnlySpan<byte> planes, MediaTime time, ICollection<AccessUnit> finished);

    /// <summary>Ends the stream and appends the pictures still inside. Nothing can be encoded afterwards.</summary>
    /// <exception cref="VideoEncodingException"/>
    void Finish(ICollection<AccessUnit> finished);
}
