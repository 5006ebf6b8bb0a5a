using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Puts positions that a smoother gave out late into the frames that they tell of. Where no frame tells of somebody, they have no positions there.</summary>
internal static class LatePositions
{
    // Of a second: stamps are rounded, and no camera has so many pictures.
    private const double Tolerance_s = 0.002;

    /// <param name="frames">In order of time.</param>
    /// <param name="delays_s">For each frame and person, how late the positions are.</param>
    public static List<RecordedFrame> Restore(IReadOnlyList<RecordedFrame> frames, IReadOnlyList<double[]> delays_s)
    {
        if (delays_s.All(static people => people.All(static delay => delay == 0)))
        {
            return [.. frames];
        }

        var told = new Dictionary<(ulong Identity, int Frame), Vector3[]>();
        for (var f = 0; f < frames.Count; f++)
        {
            for (var p = 0; p < frames[f].People.Count; p++)
            {
                if (IndexAt(frames, f, delays_s[f][p]) is { } then)
                {
                    told[(frames[f].People[p].Identity, then)] = frames[f].People[p].Joints_m;
                }
            }
        }

        return
        [
            .. frames.Select((frame, f) => frame with
            {
                People = [.. frame.People.Select(person => person with { Joints_m = told.TryGetValue((person.Identity, f), out var joints) ? joints : Nowhere() })],
            }),
        ];
    }

    private static int? IndexAt(IReadOnlyList<RecordedFrame> frames, int from, double delay_s)
    {
        for (var f = from; f >= 0; f--)
        {
            var off = frames[from].Time_s - delay_s - frames[f].Time_s;
            if (Math.Abs(off ?? (f == from && delay_s == 0 ? 0 : double.NaN)) <= Tolerance_s)
            {
                return f;
            }
        }

        return null;
    }

    private static Vector3[] Nowhere()
    {
        var joints = new Vector3[Halpe26.Skeleton.Count];
        Array.Fill(joints, new Vector3(float.NaN));
        return joints;
    }
}
