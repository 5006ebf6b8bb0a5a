using PoseStream.Core.Families.Detectors;

namespace PoseStream.Core.Families.Estimators;

public interface IPoseFamily : IModelFamily
{
    /// <summary>Whether its joints have metres; else they have pixels only, and a lifter may follow.</summary>
    bool GivesMetres => true;

    /// <summary>Whether these metres are only how much farther than the root each joint is: enough to place people, nothing for a network that reads joints in metres.</summary>
    bool GivesDepthsOnly => false;

    /// <inheritdoc cref="IDetectionFamily.Bind"/>
    IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
