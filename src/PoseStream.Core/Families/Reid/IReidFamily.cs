using PoseStream.Core.Families.Detectors;

namespace PoseStream.Core.Families.Reid;

public interface IReidFamily : IModelFamily
{
    /// <inheritdoc cref="IDetectionFamily.Bind"/>
    IReidDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
