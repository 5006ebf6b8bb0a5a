namespace PoseStream.Synthesis.Truth;

/// <summary>What files call each <see cref="TruthVisibility"/>.</summary>
internal static class TruthVisibilityNames
{
    private static readonly string[] All = ["visible", "self_occluded", "occluded_by_person", "occluded_by_thing", "out_of_frame"];

    public static string Of(TruthVisibility visibility) => All[(int)visibility];

    /// <exception cref="InvalidDataException"/>
    public static TruthVisibility Parse(string? name) => Array.IndexOf(All, name) is var index and >= 0
        ? (TruthVisibility)index
        : throw new InvalidDataException($"'{name}' is no visibility");
}
