using System.Text;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>Skeletons of files, which know only the names of their joints.</summary>
internal static class JointNames
{
    /// <summary>Names only: no parents, no sides, no sigmas.</summary>
    public static Skeleton Skeleton(string name, params IReadOnlyList<string> joints) =>
        new(name, 1, [.. joints.Select((joint, index) => new JointDefinition(joint, -1, index, 0))]);

    /// <summary>A marker's name as we would write it: RShoulder and R_Shoulder are right_shoulder, LBigToe is left_big_toe, Hip (the middle one) is pelvis.</summary>
    public static string OfMarker(string marker)
    {
        var (side, rest) = marker switch
        {
            ['R', var next, ..] when char.IsUpper(next) || next == '_' => ("right_", marker[1..].TrimStart('_')),
            ['L', var next, ..] when char.IsUpper(next) || next == '_' => ("left_", marker[1..].TrimStart('_')),
            _ => (string.Empty, marker),
        };
        var name = new StringBuilder();
        for (var i = 0; i < rest.Length; i++)
        {
            if (char.IsUpper(rest[i]) && i > 0 && char.IsLower(rest[i - 1]))
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(rest[i]));
        }

        return side.Length == 0 && name.ToString() is "hip" or "mid_hip" ? "pelvis" : $"{side}{name}";
    }
}
