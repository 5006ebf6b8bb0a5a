namespace PoseStream.Core.Refinement;

/// <param name="Threshold">For <see cref="GateRule.Robust"/>: how many of its units away a position is no longer believed.</param>
public sealed record GateOptions(GateRule Rule = GateRule.None, float Threshold = 4);
