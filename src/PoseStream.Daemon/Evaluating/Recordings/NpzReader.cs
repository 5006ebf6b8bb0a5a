using System.Globalization;
using System.Numerics;
using PoseStream.Daemon.Evaluating.Files;
using PoseStream.Daemon.Evaluating.Numpy;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>
/// Arrays of [frames, joints, 3] in metres, at any depth of dictionaries and lists, as VideoPose3D keeps Human3.6M (positions_3d: subject, action, array). 17 joints are
/// Human3.6M's; of its 32 the usual 17 are taken; the names of any other number are joint_0, joint_1, …
/// </summary>
internal static class NpzReader
{
    private const int OriginalJoints = 32;

    /// <exception cref="Hosting.CommandFailedException">One line with the file and the entry.</exception>
    public static PoseRecording Read(string file)
    {
        List<(string Sequence, NpyArray Poses)> found = [];
        foreach (var (name, value) in NpzFile.Read(file))
        {
            Collect(name, value, found);
        }

        if (found.Count == 0)
        {
            throw BadFile.Of(file, "has no array of [frames, joints, 3]");
        }

        if (found.FirstOrDefault(entry => entry.Poses.Shape[1] != found[0].Poses.Shape[1]) is { Sequence: not null } other)
        {
            throw BadFile.At(file, other.Sequence, $"has {other.Poses.Shape[1]} joints, {found[0].Sequence} has {found[0].Poses.Shape[1]}");
        }

        var joints = found[0].Poses.Shape[1];
        var skeleton = joints == Human36M.Skeleton.Count || joints == OriginalJoints
            ? Human36M.Skeleton
            : JointNames.Skeleton($"npz{joints}", [.. Enumerable.Range(0, joints).Select(i => $"joint_{i}")]);
        int[] picked = joints == OriginalJoints ? [.. Human36M.In32] : [.. Enumerable.Range(0, joints)];
        return new PoseRecording(file, RecordingSpace.World, skeleton, [.. found.SelectMany(entry => FramesOf(entry.Sequence, entry.Poses, picked))]);
    }

    private static void Collect(string path, object? value, List<(string, NpyArray)> found)
    {
        switch (value)
        {
            case NpyArray { Shape: [_, _, 3] } poses:
                found.Add((path, poses));
                break;
            case Dictionary<string, object?> entries:
                foreach (var (key, entry) in entries)
                {
                    Collect($"{path}/{key}", entry, found);
                }

                break;
            case List<object?> items:
                for (var i = 0; i < items.Count; i++)
                {
                    Collect($"{path}/{i.ToString(CultureInfo.InvariantCulture)}", items[i], found);
                }

                break;
        }
    }

    private static IEnumerable<RecordedFrame> FramesOf(string sequence, NpyArray poses, int[] picked)
    {
        for (var frame = 0; frame < poses.Shape[0]; frame++)
        {
            var joints = new Vector3[picked.Length];
            for (var i = 0; i < joints.Length; i++)
            {
                var at = ((frame * poses.Shape[1]) + picked[i]) * 3;
                joints[i] = new Vector3(poses.Values[at], poses.Values[at + 1], poses.Values[at + 2]);
            }

            yield return new RecordedFrame(
                sequence, frame.ToString(CultureInfo.InvariantCulture), frame / Human36M.Rate, [new RecordedPerson(1, null, 1, false, joints, [])]);
        }
    }
}
