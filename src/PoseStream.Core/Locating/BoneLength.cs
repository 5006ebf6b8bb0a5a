namespace PoseStream.Core.Locating;

/// <param name="From">Name of a joint.</param>
/// <param name="To">Name of the joint at its other end.</param>
public readonly record struct BoneLength(string From, string To, float Length_m);
