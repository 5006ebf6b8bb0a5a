using PoseStream.Core.Families;

namespace PoseStream.TestKit.Inference;

/// <summary>Outputs written by hand, in the order of a family's roles.</summary>
public sealed class TensorOutputs(params (long[] Shape, Array Values)[] tensors) : IModelOutputs
{
    public ReadOnlySpan<float> Float32(int role) => (float[])tensors[role].Values;

    public ReadOnlySpan<long> Int64(int role) => (long[])tensors[role].Values;

    public ReadOnlySpan<long> Shape(int role) => tensors[role].Shape;
}
