using PoseStream.Core.Detections;

namespace PoseStream.Core.Families.Detectors;

public interface IDetectionFamily : IModelFamily
{
    /// <param name="outputs">The file's tensor for each role, in the order of <see cref="IModelFamily.Roles"/>.</param>
    /// <exception cref="ModelContractException">The manifest or the tensors do not fit this family.</exception>
    IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
