namespace PoseStream.Core.Skeletons;

/// <summary>What a source joint contributes to a target joint: its share of each coordinate in the picture. The shares of a target joint add up to 1.</summary>
public readonly record struct JointShare(string Joint, float X, float Y)
{
    /// <summary>The middle of joints.</summary>
    public static JointShare[] Mean(params string[] joints) => [.. joints.Select(joint => new JointShare(joint, 1f / joints.Length, 1f / joints.Length))];
}
