namespace PoseStream.Daemon.Diagnosing;

/// <param name="Part">What was looked at.</param>
/// <param name="Text">One line: what was found and, where it is bad, what to do.</param>
internal sealed record Finding(FindingLevel Level, string Part, string Text);
