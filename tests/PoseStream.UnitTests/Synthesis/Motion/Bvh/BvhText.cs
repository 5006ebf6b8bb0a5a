using System.Globalization;
using System.Text;

namespace PoseStream.UnitTests.Synthesis.Motion.Bvh;

/// <summary>Writes a small BVH file: a T-posed person, y up, facing +z, of which single channels can be set.</summary>
internal static class BvhText
{
    private static readonly (string Name, int Depth, string Offset)[] Joints =
    [
        ("Hips", 0, "0 0 0"),
        ("Spine", 1, "0 20 0"), ("Neck", 2, "0 30 0"), ("Head", 3, "0 8 0"), ("", 4, "0 18 0"),
        ("LeftArm", 3, "18 -3 0"), ("LeftForeArm", 4, "30 0 0"), ("LeftHand", 5, "25 0 0"), ("", 6, "15 0 0"),
        ("RightArm", 3, "-18 -3 0"), ("RightForeArm", 4, "-30 0 0"), ("RightHand", 5, "-25 0 0"), ("", 6, "-15 0 0"),
        ("LeftUpLeg", 1, "9 0 0"), ("LeftLeg", 2, "0 -43 0"), ("LeftFoot", 3, "0 -42 0"), ("LeftToeBase", 4, "0 -5 14"), ("", 5, "0 0 6"),
        ("RightUpLeg", 1, "-9 0 0"), ("RightLeg", 2, "0 -43 0"), ("RightFoot", 3, "0 -42 0"), ("RightToeBase", 4, "0 -5 14"), ("", 5, "0 0 6"),
    ];

    /// <param name="rotations">Of joints, degrees about z, x, y; the same in all three frames.</param>
    public static string Standing(params (string Joint, float Z, float X, float Y)[] rotations)
    {
        var text = new StringBuilder("HIERARCHY\n");
        for (var i = 0; i < Joints.Length; i++)
        {
            var (name, depth, offset) = Joints[i];
            text.Append(depth == 0 ? "ROOT Hips\n{\n" : name.Length > 0 ? $"JOINT {name}\n{{\n" : "End Site\n{\n").Append($"OFFSET {offset}\n");
            text.Append(depth == 0 ? "CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation\n"
                : name.Length > 0 ? "CHANNELS 3 Zrotation Xrotation Yrotation\n" : "");
            var next = i + 1 < Joints.Length ? Joints[i + 1].Depth : 0;
            for (var d = depth; d >= next && (d > 0 || next == 0); d--)
            {
                text.Append("}\n");
            }
        }

        text.Append("MOTION\nFrames: 3\nFrame Time: 0.1\n");
        for (var frame = 0; frame < 3; frame++)
        {
            text.Append("100 97 50");
            foreach (var (name, _, _) in Joints.Where(joint => joint.Name.Length > 0))
            {
                var turn = rotations.FirstOrDefault(r => r.Joint == name);
                text.Append(CultureInfo.InvariantCulture, $" {turn.Z} {turn.X} {turn.Y}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
