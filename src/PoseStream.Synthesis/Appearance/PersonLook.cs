using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>What a person looks like in any posture: the skeleton's lengths, the shapes that hang on it, and where the surface landmarks lie.</summary>
public sealed record PersonLook(BodyProportions Proportions, BodyBuild Build, HeadShape Head, IReadOnlyList<BodyPart> Parts);
