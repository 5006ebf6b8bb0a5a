using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;

namespace PoseStream.Core.Poses;

/// <summary>What is known of a person's movement beside where the joints are.</summary>
/// <param name="Delay">
/// How long before the frame the positions in metres were true: refinement may look ahead, and so may a network over many frames. Pixels and boxes are the frame's own;
/// raw positions too, but those of a network that looks ahead are as old as what it says.
/// </param>
/// <param name="RawRoot_m">As measured, before refinement; null where it is not asked for.</param>
/// <param name="Angles">Only those that the joints show; empty where they are not asked for.</param>
/// <param name="Segments">Only those seen often enough; empty where they are not asked for.</param>
public sealed record PersonMotion(
    TimeSpan Delay, Vector3? RawRoot_m, IReadOnlyList<AngleValue> Angles, IReadOnlyList<SegmentLength> Segments)
{
    /// <summary>Null where it is not asked for, or no network says; not refined.</summary>
    public BodyPosture? Body { get; init; }

    /// <summary>How long before the frame <see cref="Body"/> was true: a network may look ahead; no smoother makes it later.</summary>
    public TimeSpan BodyDelay { get; init; }
}
