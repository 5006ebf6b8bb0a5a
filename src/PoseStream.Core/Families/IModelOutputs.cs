namespace PoseStream.Core.Families;

/// <summary>A run's output tensors, indexed as the family's <see cref="IModelFamily.Roles"/>. Spans are valid until the next run.</summary>
public interface IModelOutputs
{
    ReadOnlySpan<float> Float32(int role);

    ReadOnlySpan<long> Int64(int role);

    ReadOnlySpan<long> Shape(int role);
}
