namespace PoseStream.TestKit.Browser;

/// <summary>One camera's card, after its numbers and pictures have moved.</summary>
/// <param name="PictureColored">Pixels of the picture that have a person's colour.</param>
/// <param name="PlanColored">The same of the plan.</param>
/// <param name="People">The list below, a line each.</param>
public sealed record LivePageCamera(
    string Name, string State, string Fps, string Latency, string Dropped, int PictureColored, int PlanColored, IReadOnlyList<string> People);
