namespace PoseStream.Core.Families.Lifters;

/// <summary>A way of writing a person's poses into one tensor and reading a better one from another.</summary>
public interface ITemporalFamily : IModelFamily
{
    /// <summary><see cref="ModelTask.Lift"/> or <see cref="ModelTask.Sequence"/>.</summary>
    ModelTask Task { get; }

    /// <param name="input">The file's input tensor.</param>
    /// <param name="outputs">The file's tensor for each role, in the order of <see cref="IModelFamily.Roles"/>.</param>
    /// <exception cref="ModelContractException">The manifest or the tensors do not fit this family.</exception>
    ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs);
}
