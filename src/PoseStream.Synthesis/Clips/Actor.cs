using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Motion;

namespace PoseStream.Synthesis.Clips;

/// <summary>Somebody of a clip.</summary>
/// <param name="Name">The identity in the truth.</param>
/// <param name="Motion">Repeats after one round of the clip; where it does not, the actor is out of the picture then.</param>
public sealed record Actor(string Name, PersonLook Look, IMotion Motion);
