using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>
/// A file's motion freed of its skeleton: turns of our joints and places of pelvis and feet in leg lengths, z up, floor at zero, starting at the origin facing +x.
/// Bodies of all sizes play it (<see cref="BvhMotion"/>). It is worked out from where the file's joints are, not from its angles,
/// so it does not matter in which posture a skeleton's angles are zero.
/// </summary>
public sealed class BvhClip
{
    private BvhClip(BvhFile file, BvhClipFrame[] frames) => (Name, FrameTime_s, Frames) = (file.Name, file.FrameTime_s, frames);

    public string Name { get; }

    public double Duration_s => (Frames.Length - 1) * (double)FrameTime_s;

    internal float FrameTime_s { get; }

    internal BvhClipFrame[] Frames { get; }

    /// <exception cref="BvhFormatException">The file is malformed or its joints have unknown names.</exception>
    public static BvhClip Load(string path) => From(BvhFile.Load(path));

    /// <exception cref="BvhFormatException">The joints have unknown names, or legs no length.</exception>
    public static BvhClip From(BvhFile file)
    {
        var points = BvhPoints.Of(file);
        return new BvhClip(file, BvhRetargeting.Run(points, file.FrameTime_s));
    }
}
