using PoseStream.Core.Skeletons;
using V1 = PoseStream.V1;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>Tells clients what the joints of a message are.</summary>
public static class SkeletonMapper
{
    /// <summary>"name@version".</summary>
    public static string IdOf(Skeleton skeleton) =>
        skeleton == Halpe26.Skeleton ? Published : $"{skeleton.Name}@{skeleton.Version}";

    // Every frame carries it: made once.
    private static readonly string Published = $"{Halpe26.Skeleton.Name}@{Halpe26.Skeleton.Version}";

    public static V1.SkeletonDefinition Map(Skeleton skeleton)
    {
        var definition = new V1.SkeletonDefinition { Name = skeleton.Name, Version = (uint)skeleton.Version };
        foreach (var joint in skeleton.Joints)
        {
            var message = new V1.JointDefinition { Name = joint.Name, Mirror = (uint)joint.Mirror, Sigma = joint.Sigma };
            if (joint.Parent >= 0)
            {
                message.Parent = (uint)joint.Parent;
            }

            definition.Joints.Add(message);
        }

        return definition;
    }
}
