using System.Numerics;

namespace PoseStream.Synthesis.Bodies;

/// <summary>
/// Where each joint sits in its parent's frame when standing: segment lengths as shares of stature (Drillis and Contini 1966), varied from person to person.
/// </summary>
public sealed class BodyProportions
{
    // From crown to chin as a share of stature, as HeadShape and HeadBuilder draw it: what a larger head takes away, the shoulders are lower by.
    private const float HeadHeight = 0.137f;

    private readonly Vector3[] _offsets = new Vector3[BodyTree.Count];

    /// <param name="stature_m">Standing height without shoes.</param>
    /// <param name="legShare">Factor on the legs' share of the stature, about 0.95 to 1.05, from 0.88 for small children; the trunk takes up the difference.</param>
    /// <param name="armShare">Factor on the arms' length, about 0.95 to 1.05.</param>
    /// <param name="shoulderShare">Factor on the shoulders' breadth: below 1 for most women and children.</param>
    /// <param name="hipShare">Factor on the distance of the hip joints.</param>
    /// <param name="headSize">Factor on the head for its stature: about 1 for adults, up to 1.5 for small children.</param>
    public BodyProportions(float stature_m, float legShare = 1, float armShare = 1, float shoulderShare = 1, float hipShare = 1, float headSize = 1)
    {
        Stature_m = stature_m;
        HeadSize = headSize;
        AnkleHeight_m = 0.039f * stature_m;
        var thigh = 0.245f * stature_m * legShare;
        var shank = 0.246f * stature_m * legShare;
        HipHeight_m = AnkleHeight_m + thigh + shank;
        var shoulderHeight = (0.818f - (HeadHeight * (headSize - 1))) * stature_m;
        var trunk = shoulderHeight - HipHeight_m;
        var shoulder = 0.1295f * 0.88f * stature_m * shoulderShare;
        var hip = 0.052f * stature_m * hipShare;
        var neck = 0.03f * stature_m;
        var atlas = 0.045f * stature_m;
        CrownOverHead_m = stature_m - shoulderHeight - neck - atlas;

        Set(BodyJoint.Spine, 0, 0, 0.22f * trunk);
        Set(BodyJoint.Chest, 0, 0, 0.33f * trunk);
        Set(BodyJoint.Neck, 0, 0, (0.45f * trunk) + neck);
        Set(BodyJoint.Head, 0.005f * stature_m, 0, atlas);
        SetBoth(BodyJoint.LeftClavicle, 0, 0.02f * stature_m, 0.42f * trunk);
        SetBoth(BodyJoint.LeftShoulder, 0, shoulder - (0.02f * stature_m), 0.03f * trunk);
        SetBoth(BodyJoint.LeftElbow, 0, 0, -0.186f * stature_m * armShare);
        SetBoth(BodyJoint.LeftWrist, 0, 0, -0.146f * stature_m * armShare);
        SetBoth(BodyJoint.LeftHip, 0, hip, 0);
        SetBoth(BodyJoint.LeftKnee, 0, 0, -thigh);
        SetBoth(BodyJoint.LeftAnkle, 0, 0, -shank);
        SetBoth(BodyJoint.LeftToes, 0.11f * stature_m, 0, -(AnkleHeight_m - (0.01f * stature_m)));
    }

    public float Stature_m { get; }

    /// <summary>Factor on the head for the stature.</summary>
    public float HeadSize { get; }

    /// <summary>The crown above the head's joint when standing.</summary>
    public float CrownOverHead_m { get; }

    /// <summary>Ankle joint above the sole.</summary>
    public float AnkleHeight_m { get; }

    /// <summary>Hip joints (and pelvis) above the floor when standing.</summary>
    public float HipHeight_m { get; }

    /// <summary>The joint's place in its parent's frame, metres; zero for the pelvis.</summary>
    public Vector3 OffsetOf(BodyJoint joint) => _offsets[(int)joint];

    private void Set(BodyJoint joint, float x, float y, float z) => _offsets[(int)joint] = new Vector3(x, y, z);

    private void SetBoth(BodyJoint left, float x, float y, float z)
    {
        Set(left, x, y, z);
        Set(BodyTree.MirrorOf(left), x, -y, z);
    }
}
