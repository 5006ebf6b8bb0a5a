using System.Numerics;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>Where the parts of the body are in one frame of a file: z up, lengths in legs.</summary>
internal sealed class BvhPoints
{
    public Vector3 Spine { get; private init; }

    public Vector3 Neck { get; private init; }

    public Vector3 HeadUp { get; private init; }

    public Quaternion HeadRotation { get; private init; }

    /// <summary>Left, right; as all that follow.</summary>
    public required Vector3[] Hips { get; init; }

    public required Vector3[] Knees { get; init; }

    public required Vector3[] Ankles { get; init; }

    public required Vector3[] Toes { get; init; }

    public required Vector3[] Shoulders { get; init; }

    public required Vector3[] Elbows { get; init; }

    public required Vector3[] Wrists { get; init; }

    public required Vector3[] HandTips { get; init; }

    public static BvhPoints[] Of(BvhFile file)
    {
        var names = new BvhJointNames(file);
        var positions = new Vector3[file.Nodes.Count];
        var rotations = new Quaternion[file.Nodes.Count];
        var leg = file.Nodes[names.Knees.Left].Offset.Length() + file.Nodes[names.Ankles.Left].Offset.Length();
        if (leg <= 0)
        {
            throw new BvhFormatException($"{file.Name}: the left leg has no length");
        }

        var upright = ToZUp(file, names);
        file.Solve(0, positions, rotations);
        var spine = SpineNode(file, names, positions, leg);
        var frames = new BvhPoints[file.FrameCount];
        for (var i = 0; i < frames.Length; i++)
        {
            file.Solve(i, positions, rotations);
            frames[i] = new BvhPoints
            {
                Spine = Point(spine),
                Neck = Point(names.Neck),
                HeadUp = names.HeadTop < 0 ? Vector3.Zero : Point(names.HeadTop) - Point(names.Head),
                HeadRotation = upright * rotations[names.Head],
                Hips = Pair(names.Hips),
                Knees = Pair(names.Knees),
                Ankles = Pair(names.Ankles),
                Toes = Pair(names.Toes),
                Shoulders = Pair(names.Shoulders),
                Elbows = Pair(names.Elbows),
                Wrists = Pair(names.Wrists),
                HandTips = Pair(names.HandTips),
            };
        }

        return frames;

        Vector3 Point(int node) => Vector3.Transform(positions[node], upright) / leg;

        Vector3[] Pair((int Left, int Right) nodes) => [Point(nodes.Left), Point(nodes.Right)];
    }

    // Files have y or z up. A skeleton whose legs hang along an axis at rest tells which; another one tells by how it stands on average.
    private static Quaternion ToZUp(BvhFile file, BvhJointNames names)
    {
        var down = Vector3.Normalize(file.Nodes[names.Knees.Left].Offset + file.Nodes[names.Ankles.Left].Offset);
        if (MathF.Max(MathF.Abs(down.Y), MathF.Abs(down.Z)) < 0.85f)
        {
            var positions = new Vector3[file.Nodes.Count];
            var rotations = new Quaternion[file.Nodes.Count];
            var sum = Vector3.Zero;
            for (var i = 0; i < file.FrameCount; i += Math.Max(1, file.FrameCount / 50))
            {
                file.Solve(i, positions, rotations);
                sum += positions[names.Ankles.Left] - positions[names.Neck];
            }

            down = sum;
        }

        // y up: (x, y, z) becomes (z, x, y), a third of a turn about the diagonal, so that left stays left.
        return MathF.Abs(down.Z) > MathF.Abs(down.Y)
            ? Quaternion.Identity
            : Quaternion.CreateFromAxisAngle(Vector3.Normalize(Vector3.One), MathF.Tau / 3);
    }

    // The lowest joint of the back that is clearly above the hips: gives the pelvis its upright.
    private static int SpineNode(BvhFile file, BvhJointNames names, Vector3[] positions, float leg)
    {
        var middle = (positions[names.Hips.Left] + positions[names.Hips.Right]) / 2;
        var found = names.Neck;
        for (var node = names.Neck; node >= 0; node = file.Nodes[node].Parent)
        {
            var length = Vector3.Distance(positions[node], middle);
            if (length < 0.12f * leg)
            {
                break;
            }

            found = node;
        }

        return found;
    }
}
