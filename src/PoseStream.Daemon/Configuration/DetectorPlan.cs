using PoseStream.Core.Families;

namespace PoseStream.Daemon.Configuration;

/// <param name="Model">A network's id, or <see cref="Detecting.WholeImageModel.Id"/>.</param>
/// <param name="InputWidth">Null: as the manifest says. Multiple of 32.</param>
/// <param name="InputHeight">Null: as the manifest says. Multiple of 32.</param>
/// <param name="EveryNthFrame">1: every frame is searched; else every n-th at the latest, sooner while people move; between searches the tracker supplies the boxes.</param>
/// <param name="CloseLooks">Whether it looks a second time, closer, where people hide one another or are far away.</param>
/// <param name="Decode">Constants of the family that replace the manifest's.</param>
/// <param name="BoxesFile">Where the boxes are from instead of a network; absolute. Null: from the network.</param>
public sealed record DetectorPlan(
    string Model, int? InputWidth, int? InputHeight, int EveryNthFrame, bool CloseLooks, ValueList<DecodeOverride> Decode, string? BoxesFile = null)
{
    /// <summary>The manifest with the user's size and constants in place of its own. Whether the file can take them shows when it is loaded.</summary>
    public ModelManifest ApplyTo(ModelManifest manifest) => DecodeOverride.Apply(Decode, manifest) with
    {
        Input = manifest.Input with { Width = InputWidth ?? manifest.Input.Width, Height = InputHeight ?? manifest.Input.Height },
    };
}
