namespace PoseStream.Core.Families;

public interface IRootFamily : IModelFamily
{
    /// <inheritdoc cref="IDetectionFamily.Bind"/>
    IRootDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
