using System.Globalization;
using System.Numerics;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// Biovision hierarchy: the track's own skeleton, centimetres, y up; OpenSim's ground (<see cref="Core.Kinematics.OpenSimSpace"/>) with its x as z and its z as -x. Turns in degrees in the
/// order z, x, y. The format knows only steady frames: each takes the pose nearest in time, and through a gap the last one is held.
/// </summary>
internal static class BvhFileText
{
    private const float UnitsPerMetre = 100;

    public static void Write(TextWriter writer, RecordedTrack track)
    {
        var skeleton = new BvhSkeleton(track);
        writer.Write("HIERARCHY\n");
        WriteBone(writer, skeleton, BvhSkeleton.Hips, string.Empty);
        var step = track.FrameTime_s;
        var frames = (int)Math.Round((track.Samples[^1].Time_s - track.Samples[0].Time_s) / step) + 1;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"MOTION\nFrames: {frames}\nFrame Time: {step:F6}\n"));
        var posture = new BvhPosture();
        var next = 0;
        for (var f = 0; f < frames; f++)
        {
            var time = track.Samples[0].Time_s + ((f + 0.5) * step);
            while (next < track.Samples.Count && track.Samples[next].Time_s < time)
            {
                posture.Take(track.Samples[next++].Joints_m);
            }

            WriteFrame(writer, posture);
        }
    }

    private static void WriteBone(TextWriter writer, BvhSkeleton skeleton, int bone, string indent)
    {
        var (name, parent, _, _, _) = BvhSkeleton.Bones[bone];
        writer.Write($"{indent}{(parent < 0 ? "ROOT" : "JOINT")} {name}\n{indent}{{\n");
        writer.Write($"{indent}  OFFSET {Numbers(skeleton.OffsetOf(bone))}\n");
        writer.Write($"{indent}  CHANNELS {(parent < 0 ? "6 Xposition Yposition Zposition" : "3")} Zrotation Xrotation Yrotation\n");
        int[] children = [.. Enumerable.Range(0, BvhSkeleton.Bones.Count).Where(i => BvhSkeleton.Bones[i].Parent == bone)];
        foreach (var child in children)
        {
            WriteBone(writer, skeleton, child, indent + "  ");
        }

        if (children.Length == 0)
        {
            writer.Write($"{indent}  End Site\n{indent}  {{\n{indent}    OFFSET {Numbers(skeleton.TipOf(bone))}\n{indent}  }}\n");
        }

        writer.Write($"{indent}}}\n");
    }

    private static string Numbers(Vector3 metres) => string.Create(
        CultureInfo.InvariantCulture, $"{UnitsPerMetre * metres.X:F4} {UnitsPerMetre * metres.Y:F4} {UnitsPerMetre * metres.Z:F4}");

    private static void WriteFrame(TextWriter writer, BvhPosture posture)
    {
        writer.Write(Numbers(posture.Place_m));
        // Children follow their parents at once in the file, which is the order of the list.
        foreach (var turn in posture.Local)
        {
            var (x, y, z) = (Vector3.Transform(Vector3.UnitX, turn), Vector3.Transform(Vector3.UnitY, turn), Vector3.Transform(Vector3.UnitZ, turn));
            var (aboutZ, aboutX, aboutY) = (MathF.Atan2(-y.X, y.Y), MathF.Asin(Math.Clamp(y.Z, -1, 1)), MathF.Atan2(-x.Z, z.Z));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $" {float.RadiansToDegrees(aboutZ):F4} {float.RadiansToDegrees(aboutX):F4} {float.RadiansToDegrees(aboutY):F4}"));
        }

        writer.Write('\n');
    }
}
