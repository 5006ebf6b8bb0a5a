namespace PoseStream.Core.Families;

/// <summary>The tensors that a model file really has.</summary>
public sealed record ModelSignature(IReadOnlyList<TensorInfo> Inputs, IReadOnlyList<TensorInfo> Outputs);
