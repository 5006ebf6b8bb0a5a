namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>A BVH file that cannot be used. The message names file and line and says what was expected.</summary>
public sealed class BvhFormatException(string message) : Exception(message);
