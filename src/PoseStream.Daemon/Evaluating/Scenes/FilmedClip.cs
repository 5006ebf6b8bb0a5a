using PoseStream.Core.Frames;
using PoseStream.Core.Video;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Demonstrating;
using PoseStream.Daemon.Evaluating.Networks;
using PoseStream.Daemon.Hosting;
using PoseStream.Synthesis.Clips;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>A clip as a decoder gives it, all pictures in memory, and what each of them shows.</summary>
internal sealed class FilmedClip
{
    private readonly byte[][] _planes;
    private readonly PictureTruth[] _truth;
    private readonly FrameTruth[] _people;

    private FilmedClip(ClipScript script, RenderedClip clip, byte[][] planes, ColorSpec color)
    {
        (Script, _planes, Color) = (script, planes, color);
        _truth = [.. clip.Pictures];
        var visits = new Visits(_truth);
        _people = [.. _truth.Select((picture, i) => FrameTruth.Of(picture, person => visits.IdentityOf(person, i, round: 0)))];
    }

    public ClipScript Script { get; }

    public int Count => _planes.Length;

    public ColorSpec Color { get; }

    public CameraView View => _truth[0].View;

    /// <summary>Laid out as <see cref="PlaneLayout"/> says.</summary>
    public ReadOnlySpan<byte> Planes(int index) => _planes[index];

    /// <summary>Who ought to be found in a picture.</summary>
    public FrameTruth PeopleIn(int index) => _people[index];

    /// <summary>Everybody of the cast, seen or not, in its order.</summary>
    public PersonTruth Person(int index, int person) => _truth[index].People[person];

    /// <exception cref="CommandFailedException">The decoder did not give every picture.</exception>
    public static async Task<FilmedClip> DecodeAsync(ClipScript script, RenderedClip clip, MediaFiles media, CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{script.Name}.{Path.GetRandomFileName()}.h264");
        var planes = new List<byte[]>(script.Count);
        ColorSpec color = default;
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew))
            {
                for (var i = 0; i < clip.Video.Count; i++)
                {
                    AnnexB.Write(clip.Video[i], file);
                }
            }

            await media.ReadAsync(
                path,
                every: 1,
                frame =>
                {
                    color = frame.Color;
                    planes.Add(frame.Buffer.ToArray());
                },
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }

        return planes.Count == clip.Pictures.Count
            ? new FilmedClip(script, clip, [.. planes], color)
            : throw new CommandFailedException($"{script.Name}: {planes.Count} of {clip.Pictures.Count} pictures came out of the decoder");
    }
}
