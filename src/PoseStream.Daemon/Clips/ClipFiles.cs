using System.Globalization;
using PoseStream.Core.Geometry;
using PoseStream.Core.Time;
using PoseStream.Core.Video;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Models;
using PoseStream.Synthesis.Clips;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Clips;

/// <summary>
/// A clip for other programs: NAME.mp4, NAME.truth.jsonl with a line for each of its pictures, NAME.camera.json with the calibration. In the truth, who leaves the picture and comes back is
/// somebody new, as in the demo.
/// </summary>
internal sealed class ClipFiles(RenderedClip clip)
{
    private readonly Visits _visits = new(clip.Pictures);

    /// <param name="count">Pictures; beyond the clip's own it goes round and round, without a cut.</param>
    /// <returns>The paths: video, truth, calibration.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">By this user.</exception>
    /// <exception cref="OperationCanceledException"/>
    public IReadOnlyList<string> Write(string folder, int count, CancellationToken cancellationToken)
    {
        string PathOf(string ending) => Path.Combine(folder, clip.Name + ending);
        string[] paths = [PathOf(".mp4"), PathOf(".truth.jsonl"), PathOf(".camera.json")];
        AtomicFile.Produce(paths[0], path =>
        {
            using var video = File.Create(path);
            Mp4File.Write([.. Enumerable.Range(0, count).Select(UnitAt)], TimeAt(count).Nanoseconds, clip.View.Model.Geometry, video);
        });
        AtomicFile.Produce(paths[1], path =>
        {
            using var truth = File.Create(path);
            var lines = new TruthJsonLines(truth);
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                lines.Write(i.ToString("D6", CultureInfo.InvariantCulture), TimeAt(i), TruthAt(i));
            }
        });
        AtomicFile.Write(paths[2], Calibration());
        return paths;
    }

    private MediaTime TimeAt(int i) => new((i / clip.Video.Count * clip.Video.Duration_ns) + clip.Video[i % clip.Video.Count].Time.Nanoseconds);

    private AccessUnit UnitAt(int i) => clip.Video[i % clip.Video.Count] with { Time = TimeAt(i) };

    private PictureTruth TruthAt(int i)
    {
        var (round, index) = Math.DivRem(i, clip.Pictures.Count);
        var picture = clip.Pictures[index];
        return picture with { People = [.. picture.People.Select(person => person with { Identity = $"{person.Identity}/{(uint)_visits.IdentityOf(person.Person, index, round)}" })] };
    }

    private byte[] Calibration() => PoseStreamCalibration.Write(
        clip.View.Model with { Source = IntrinsicsSource.Configured },
        CameraMount.Of(new RigidTransform(clip.View.ToWorld, clip.View.Position_m)),
        json => json.WriteString("from", "the camera that rendered the clip"));
}
