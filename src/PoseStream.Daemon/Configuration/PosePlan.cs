using PoseStream.Core.Families;

namespace PoseStream.Daemon.Configuration;

/// <param name="MaxPeople">Per frame, best first; more are tracked but get no pose.</param>
/// <param name="Decode">Constants of the family that replace the manifest's.</param>
public sealed record PosePlan(string Model, int MaxPeople, ValueList<DecodeOverride> Decode)
{
    /// <inheritdoc cref="DetectorPlan.ApplyTo"/>
    public ModelManifest ApplyTo(ModelManifest manifest) => DecodeOverride.Apply(Decode, manifest);
}
