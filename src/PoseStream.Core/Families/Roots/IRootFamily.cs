using PoseStream.Core.Families.Detectors;

namespace PoseStream.Core.Families.Roots;

public interface IRootFamily : IModelFamily
{
    /// <inheritdoc cref="IDetectionFamily.Bind"/>
    IRootDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
