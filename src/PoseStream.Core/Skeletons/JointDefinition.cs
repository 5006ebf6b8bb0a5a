namespace PoseStream.Core.Skeletons;

/// <param name="Name">snake_case, sides as prefix: left_elbow. The sides are the person's own.</param>
/// <param name="Parent">Index of the joint nearer the root; -1 for the root.</param>
/// <param name="Mirror">Index of the same joint of the other side; its own index for middle joints.</param>
/// <param name="Sigma">COCO's per-keypoint constant: OKS uses k = 2 sigma (facts: model contracts §11, T2).</param>
public readonly record struct JointDefinition(string Name, int Parent, int Mirror, float Sigma);
