using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>The joints that a lifter reads.</summary>
internal static class LifterJoints
{
    /// <param name="choices">Which there may be; the first where the manifest is silent and there is no other.</param>
    /// <exception cref="ModelContractException">The manifest names none of several, or another.</exception>
    public static Skeleton Of(ModelManifest manifest, params ReadOnlySpan<Skeleton> choices)
    {
        foreach (var skeleton in choices)
        {
            if (skeleton.Name == manifest.Skeleton || (manifest.Skeleton is null && choices.Length == 1))
            {
                return skeleton;
            }
        }

        var names = string.Join(" or ", choices.ToArray().Select(skeleton => $"\"{skeleton.Name}\""));
        throw new ModelContractException($"model '{manifest.Id}': family '{manifest.Family}' reads {names}; write that as \"skeleton\"");
    }
}
