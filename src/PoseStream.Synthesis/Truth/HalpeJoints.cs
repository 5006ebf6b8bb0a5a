using System.Numerics;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Truth;

/// <summary>Where each joint of <see cref="Halpe26"/> is on a synthetic body: limb joints inside the flesh, face and foot points on the surface.</summary>
public static class HalpeJoints
{
    // Shares of stature in the ankle's and toes' frames, at the outside of the shoe.
    private static readonly Vector3 Heel = new(-0.042f, 0, -0.03f);
    private static readonly Vector3 BigToe = new(0.018f, -0.012f, 0);
    private static readonly Vector3 SmallToe = new(0.001f, 0.024f, 0);

    private static readonly JointPlace[] Places = Describe();

    /// <param name="joints_m">World positions, <see cref="Halpe26"/>'s order; 26 long.</param>
    public static void Solve(ScenePerson person, Span<Vector3> joints_m)
    {
        for (var i = 0; i < Places.Length; i++)
        {
            joints_m[i] = Places[i].Of(person);
        }
    }

    /// <summary>Regions at which the joint counts as seen.</summary>
    internal static ReadOnlySpan<BodyRegion> RegionsOf(int joint) => Places[joint].Regions;

    /// <summary>Surface points hide behind less than limb joints, which lie inside the flesh. Metres for an adult.</summary>
    internal static float DepthOf(int joint) => Places[joint].Depth_m;

    private static JointPlace[] Describe()
    {
        var places = new JointPlace[Halpe26.Skeleton.Count];
        void Set(string name, float depth, Func<ScenePerson, Vector3> of, params BodyRegion[] regions) =>
            places[Halpe26.Skeleton.IndexOf(name)] = new JointPlace(of, depth, regions);

        Set("nose", 0.035f, person => person.At(BodyJoint.Head, person.Look.Head.Nose_m), BodyRegion.Head);
        Set("head", 0.12f, person => person.At(BodyJoint.Head, person.Look.Head.Top_m), BodyRegion.Head, BodyRegion.Hair, BodyRegion.Accessory);
        Set("neck", 0.25f, person => (person.PositionOf(BodyJoint.LeftShoulder) + person.PositionOf(BodyJoint.RightShoulder)) / 2, BodyRegion.Trunk, BodyRegion.Neck, BodyRegion.Hair);
        Set("pelvis", 0.3f, person => person.PositionOf(BodyJoint.Pelvis), BodyRegion.Pelvis, BodyRegion.Trunk, BodyRegion.Skirt, BodyRegion.LeftThigh, BodyRegion.RightThigh);
        foreach (var left in (ReadOnlySpan<bool>)[true, false])
        {
            var side = left ? "left_" : "right_";
            BodyJoint Joint(BodyJoint joint) => left ? joint : BodyTree.MirrorOf(joint);
            BodyRegion Region(BodyRegion region) => left ? region : PartList.Mirror(region);
            Vector3 Flip(Vector3 place) => left ? place : place with { Y = -place.Y };
            void Inside(string name, BodyJoint joint, float depth, params BodyRegion[] regions) =>
                Set(side + name, depth, person => person.PositionOf(Joint(joint)), [.. regions.Select(Region)]);
            void OnFoot(string name, BodyJoint joint, Vector3 place) =>
                Set(side + name, 0.06f, person => person.At(Joint(joint), Flip(place) * person.Look.Proportions.Stature_m), Region(BodyRegion.LeftFoot));

            Set(side + "eye", 0.03f, person => person.At(BodyJoint.Head, Flip(person.Look.Head.LeftEye_m)), BodyRegion.Head);
            Set(side + "ear", 0.05f, person => person.At(BodyJoint.Head, Flip(person.Look.Head.LeftEar_m)), BodyRegion.Head, BodyRegion.Hair);
            Inside("shoulder", BodyJoint.LeftShoulder, 0.16f, BodyRegion.Trunk, BodyRegion.LeftUpperArm, BodyRegion.Hair);
            Inside("elbow", BodyJoint.LeftElbow, 0.12f, BodyRegion.LeftUpperArm, BodyRegion.LeftForearm);
            Inside("wrist", BodyJoint.LeftWrist, 0.1f, BodyRegion.LeftForearm, BodyRegion.LeftHand);
            Inside("hip", BodyJoint.LeftHip, 0.25f, BodyRegion.Pelvis, BodyRegion.Trunk, BodyRegion.Skirt, BodyRegion.LeftThigh);
            Inside("knee", BodyJoint.LeftKnee, 0.18f, BodyRegion.LeftThigh, BodyRegion.LeftShank, BodyRegion.Skirt);
            Inside("ankle", BodyJoint.LeftAnkle, 0.14f, BodyRegion.LeftShank, BodyRegion.LeftFoot, BodyRegion.Skirt);
            OnFoot("heel", BodyJoint.LeftAnkle, Heel);
            OnFoot("big_toe", BodyJoint.LeftToes, BigToe);
            OnFoot("small_toe", BodyJoint.LeftToes, SmallToe);
        }

        return places;
    }

    private readonly record struct JointPlace(Func<ScenePerson, Vector3> Of, float Depth_m, BodyRegion[] Regions);
}
