using System.Numerics;
using PoseStream.Core.Metrics.Joints;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Evaluating.Comparing;

/// <summary>The joints that two recordings share by name, in one skeleton; with the subset and the root that the user asked for.</summary>
internal sealed class CommonJoints
{
    private readonly int[] _ofPrediction;
    private readonly int[] _ofTruth;

    private CommonJoints(Skeleton skeleton, JointSubset subset, RootJoint root, int[] ofPrediction, int[] ofTruth) =>
        (Skeleton, Subset, Root, _ofPrediction, _ofTruth) = (skeleton, subset, root, ofPrediction, ofTruth);

    public Skeleton Skeleton { get; }

    public JointSubset Subset { get; }

    public RootJoint Root { get; }

    /// <param name="joints">"all", "limbs", or names with commas between.</param>
    /// <param name="root">A joint, or names with commas between for their middle.</param>
    /// <exception cref="CommandFailedException">A joint is not in both files.</exception>
    public static CommonJoints Of(PoseRecording predictions, PoseRecording truth, string joints, string root)
    {
        string[] names = [.. truth.Skeleton.Joints.Select(joint => joint.Name).Where(name => predictions.Skeleton.TryIndexOf(name, out _))];
        var skeleton = predictions.Skeleton.Name == truth.Skeleton.Name
            ? truth.Skeleton
            : JointNames.Skeleton($"{predictions.Skeleton.Name}+{truth.Skeleton.Name}", names);
        try
        {
            var subset = joints switch
            {
                "all" => JointSubset.All(skeleton),
                "limbs" => JointSubset.Limbs(skeleton),
                _ => JointSubset.Of(skeleton, joints, joints.Split(',')),
            };
            return new CommonJoints(
                skeleton, subset, new RootJoint(skeleton, root.Split(',')), [.. names.Select(predictions.Skeleton.IndexOf)], [.. names.Select(truth.Skeleton.IndexOf)]);
        }
        catch (KeyNotFoundException exception)
        {
            throw new CommandFailedException($"--joints, --root: {exception.Message}; both files have {string.Join(", ", names)}", exception);
        }
    }

    public Vector3[] OfPrediction(RecordedPerson person) => Pick(person.Joints_m, _ofPrediction);

    public Vector3[] OfTruth(RecordedPerson person) => Pick(person.Joints_m, _ofTruth);

    public Vector2[] PixelsOfPrediction(RecordedPerson person) => Pick(person.Joints_px, _ofPrediction);

    public Vector2[] PixelsOfTruth(RecordedPerson person) => Pick(person.Joints_px, _ofTruth);

    private static T[] Pick<T>(T[] joints, int[] indices) => [.. indices.Select(index => joints[index])];
}
