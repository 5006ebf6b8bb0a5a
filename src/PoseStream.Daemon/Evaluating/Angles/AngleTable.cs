namespace PoseStream.Daemon.Evaluating.Angles;

/// <summary>Joint angles over time.</summary>
/// <param name="Names">One a column.</param>
/// <param name="Rows">In order of time; values in degrees.</param>
internal sealed record AngleTable(string File, IReadOnlyList<string> Names, IReadOnlyList<(double Time_s, double[] Values_deg)> Rows);
