namespace PoseStream.Core.Families;

public interface IPoseFamily : IModelFamily
{
    /// <summary>Whether its joints have metres; else they have pixels only, and a lifter may follow.</summary>
    bool GivesMetres => true;

    /// <inheritdoc cref="IDetectionFamily.Bind"/>
    IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs);
}
