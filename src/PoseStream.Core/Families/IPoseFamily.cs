namespace PoseStream.Core.Families;

public interface IPoseFamily : IModelFamily
{
    /// <inheritdoc cref="IDetectionFamily.Bind"/>
    IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
