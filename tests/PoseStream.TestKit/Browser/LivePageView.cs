namespace PoseStream.TestKit.Browser;

/// <summary>What one window showed.</summary>
/// <param name="Cameras">In the order of the page.</param>
/// <param name="Link">The badge of the connection.</param>
/// <param name="ScrollWidth">Of the whole page; more than <paramref name="Width"/> where it must be moved sideways.</param>
/// <param name="Complaints">Errors of the page and of the console.</param>
public sealed record LivePageView(int Width, int ScrollWidth, string Link, IReadOnlyList<LivePageCamera> Cameras, IReadOnlyList<string> Complaints);
