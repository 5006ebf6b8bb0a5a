using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Motion.Bvh;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Makes people caught in the middle of a motion.</summary>
/// <param name="clips">Recorded motions to draw from beside the built-in ones; none is fine.</param>
public sealed class Cast(SampleStyle style, IReadOnlyList<BvhClip> clips)
{
    private const float RecordedShare = 0.4f;

    private static readonly BodyJoint[] Arms = [BodyJoint.LeftShoulder, BodyJoint.LeftElbow, BodyJoint.RightShoulder, BodyJoint.RightElbow];

    private static readonly BodyJoint[] Loose =
    [
        .. Arms, BodyJoint.LeftWrist, BodyJoint.RightWrist, BodyJoint.Spine, BodyJoint.Chest, BodyJoint.Neck, BodyJoint.Head,
        BodyJoint.LeftHip, BodyJoint.RightHip, BodyJoint.LeftKnee, BodyJoint.RightKnee,
    ];

    private readonly BodyPose _pose = new();

    /// <summary>Somebody with the feet near a place on the floor, facing anywhere.</summary>
    public ScenePerson Make(Dice dice, Vector2 place)
    {
        var look = PersonLookGenerator.Make(dice);
        var motion = MotionFor(dice, look.Proportions);
        var seconds = double.IsFinite(motion.Duration_s) ? motion.Duration_s : 30;
        motion.PoseAt(dice.Unit() * seconds, _pose);
        var turn = dice.Heading();
        _pose.Pelvis_m = new Vector3(place, _pose.Pelvis_m.Z);
        _pose[BodyJoint.Pelvis] = Quaternion.Normalize(turn * _pose[BodyJoint.Pelvis]);
        if (style is SampleStyle.Wild)
        {
            Loosen(dice);
        }

        return new ScenePerson("person", look, _pose);
    }

    /// <summary>Somebody on free floor of the world, which is then taken.</summary>
    public ScenePerson Make(Dice dice, World world, float apart_m)
    {
        var place = world.FindPlace(dice, apart_m);
        world.Take(place, 0.25f);
        return Make(dice, place);
    }

    /// <summary>Somebody who moves for so long, facing anywhere, and is near a place on the floor half-way through.</summary>
    internal Performance Perform(Dice dice, Vector2 place, double span_s)
    {
        var look = PersonLookGenerator.Make(dice);
        var motion = MotionFor(dice, look.Proportions);
        var longest = double.IsFinite(motion.Duration_s) ? motion.Duration_s : 30;
        var start_s = dice.Unit() * Math.Max(0, longest - span_s);
        return new Performance(look, motion, start_s, span_s, place, dice.Heading());
    }

    /// <summary>Somebody on nearly the same line of sight as a place.</summary>
    /// <param name="from">Where the camera stands, seen from above.</param>
    /// <param name="beyond_m">How far behind the place; negative for before it, never nearer the camera than half the way, where nothing else would be seen.</param>
    /// <param name="aside_m">How far from the line at most.</param>
    public ScenePerson MakeInLine(Dice dice, Vector2 place, Vector2 from, float beyond_m, float aside_m)
    {
        var away = Vector2.Normalize(place - from + new Vector2(1e-4f));
        var aside = new Vector2(-away.Y, away.X) * dice.Uniform(-aside_m, aside_m);
        return Make(dice, place + aside + (away * Math.Max(beyond_m, -0.5f * Vector2.Distance(place, from))));
    }

    private IMotion MotionFor(Dice dice, BodyProportions body)
    {
        if (clips.Count > 0 && dice.Chance(RecordedShare))
        {
            return new BvhMotion(clips[dice.Below(clips.Count)], body);
        }

        var activity = MotionLibrary.Activities[dice.Below(MotionLibrary.Activities.Count)];
        // Nobody lies about in streets and gyms as often as the list of activities would have it.
        activity = activity is Activity.Lie && !dice.Chance(style is SampleStyle.Wild ? 0.6f : 0.15f) ? Activity.Walk : activity;
        return MotionLibrary.Random(new Random((int)(dice.NextBits() >> 1)), activity, body);
    }

    /// <summary>Postures that no motion contains: all joints a little astray, sometimes the arms anywhere.</summary>
    private void Loosen(Dice dice)
    {
        var spread = dice.Chance(0.5f) ? dice.Uniform(0.05f, 0.3f) : 0;
        foreach (var joint in Loose)
        {
            if (spread > 0 && !Keep(dice, joint))
            {
                _pose[joint] = Quaternion.Normalize(_pose[joint] * Turn(dice, spread, IsHinge(joint)));
            }
        }

        if (dice.Chance(0.15f))
        {
            for (var side = 0; side < 2; side++)
            {
                if (dice.Chance(0.7f))
                {
                    var shoulder = side == 0 ? BodyJoint.LeftShoulder : BodyJoint.RightShoulder;
                    _pose[shoulder] = AnyShoulder(dice, side == 0 ? 1 : -1);
                    _pose[shoulder + 1] = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -dice.Uniform(0, 2.4f));
                }
            }
        }
    }

    // Legs that stray far no longer stand: they are left alone more often.
    private static bool Keep(Dice dice, BodyJoint joint) => joint >= BodyJoint.LeftHip && dice.Chance(0.5f);

    private static bool IsHinge(BodyJoint joint) => joint is BodyJoint.LeftElbow or BodyJoint.RightElbow or BodyJoint.LeftKnee or BodyJoint.RightKnee;

    private static Quaternion Turn(Dice dice, float spread, bool hinge)
    {
        if (hinge)
        {
            return Quaternion.CreateFromAxisAngle(Vector3.UnitY, dice.Normal(0, spread));
        }

        var turn = new Vector3(dice.Normal(0, spread), dice.Normal(0, spread), dice.Normal(0, spread));
        var angle = turn.Length();
        return angle < 1e-4f ? Quaternion.Identity : Quaternion.CreateFromAxisAngle(turn / angle, angle);
    }

    /// <summary>The upper arm in any direction but through the body or far behind it.</summary>
    private static Quaternion AnyShoulder(Dice dice, int side)
    {
        var up = dice.Uniform(-0.2f, 3);
        var around = dice.Uniform(-0.6f, 1.9f) * side;
        var twist = dice.Uniform(-1.2f, 1.2f);
        // Up about x away from the body, then round the vertical, after a turn about the arm itself.
        return Quaternion.Normalize(
            Quaternion.CreateFromAxisAngle(Vector3.UnitZ, around - (side * 1.2f))
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, side * up)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, twist));
    }
}
