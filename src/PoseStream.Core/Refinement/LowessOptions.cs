namespace PoseStream.Core.Refinement;

/// <param name="Frames">Length of the window, the newest frame included.</param>
/// <param name="DelayFrames">The frame that is published, counted from the newest: 0 is at once, half the window is smoothest.</param>
public sealed record LowessOptions(int Frames = 9, int DelayFrames = 0);
