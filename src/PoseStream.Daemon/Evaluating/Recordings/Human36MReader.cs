using System.Globalization;
using System.Numerics;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>
/// Human36M_subject*_joint_3d.json: action, sub-action and frame (with or without the subject in front), then 17 joints in world millimetres
/// (facts: model contracts §3.1).
/// </summary>
internal static class Human36MReader
{
    private const float MetersPerMillimeter = 0.001f;

    /// <param name="camera">An id in the _camera.json beside the file; null: the poses stay in the room's frame.</param>
    /// <exception cref="Hosting.CommandFailedException">One line with the file and the field.</exception>
    public static PoseRecording Read(string file, string? camera)
    {
        List<RecordedFrame> frames = [];
        Collect(JsonPlace.Read(file), string.Empty, frames);
        if (frames.Count == 0)
        {
            throw BadFile.Of(file, "has no frame");
        }

        return camera is null
            ? new PoseRecording(file, RecordingSpace.World, Human36M.Skeleton, frames)
            : new PoseRecording(file, RecordingSpace.Camera, Human36M.Skeleton, Human36MCamera.Read(file, camera).View(frames));
    }

    private static void Collect(JsonPlace level, string sequence, List<RecordedFrame> frames)
    {
        foreach (var (key, value) in level.Keys().OrderBy(entry => entry.Key, NumericNames.Order))
        {
            if (value.IsObject)
            {
                Collect(value, sequence.Length == 0 ? key : $"{sequence}/{key}", frames);
                continue;
            }

            var person = new RecordedPerson(1, null, 1, false, JointsOf(value), []);
            double? time = double.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var frame) ? frame / Human36M.Rate : null;
            frames.Add(new RecordedFrame(sequence, FrameNumbers.Canonical(key), time, [person]));
        }
    }

    private static Vector3[] JointsOf(JsonPlace value)
    {
        var joints = value.Items().Select(row => row.Numbers(3)).Select(p => new Vector3((float)p[0], (float)p[1], (float)p[2]) * MetersPerMillimeter).ToArray();
        return joints.Length == Human36M.Skeleton.Count
            ? joints
            : throw value.Complain($"has {joints.Length} joints; Human3.6M has {Human36M.Skeleton.Count}");
    }
}
