using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Daemon.Calibrating.Ground;

/// <summary>
/// Picks the people who stand or walk upright and whole in the picture. Of one person only sightings that differ in place or size are told:
/// somebody who stands still says the same thing again and again, with the same error. Allocates nothing for a frame.
/// </summary>
internal sealed class UprightFilter
{
    private const float Sure = 0.4f;

    // Shares of the person's height in the picture.
    private const float LeastMove = 0.2f;
    private const float LeastGrowth = 0.05f;
    private const float FurthestHip = 0.12f;
    private const float FurthestKnee = 0.2f;

    // Joints shake by as much.
    private const float LeastGrowth_px = 4;

    // Head to hips against hips to feet: 0.9 upright, seen from far above more; a sitting person's legs are half as long.
    private const float LeastTrunk = 0.55f;
    private const float MostTrunk = 1.5f;
    private const float LeastHeight_px = 40;

    // Of what shows of people who stand: below the one they stoop or squat, and what is measured is surer than what is usual; below the other head and feet are not one above the other.
    private const float Stands = 0.96f;
    private const float LeastStance = 0.82f;

    // Of the stature: what a network that knows no top of the head or no feet has in their place. Drillis and Contini 1966, whose eyes are at .936 and chins at .87.
    private const double EarHeight = 0.93;
    private const double AnkleHeight = 0.039;
    private const int LeastOfAFoot = 2;

    // Of the stature, from the ankle forwards to the middle of heel, big toe and small toe: a foot is .152 long (Drillis and Contini), a quarter of it behind the ankle and the toes near its tip.
    private const double FeetBeforeAnkles = 0.045;

    private static readonly int[] Head = Indices("head");
    private static readonly int[] Ears = Indices("left_ear", "right_ear");
    private static readonly int[] Hips = Indices("left_hip", "right_hip");
    private static readonly int[] Shoulders = Indices("left_shoulder", "right_shoulder");
    private static readonly int[] Knees = Indices("left_knee", "right_knee");
    private static readonly int[] LeftAnkle = Indices("left_ankle");
    private static readonly int[] RightAnkle = Indices("right_ankle");
    private static readonly int[] LeftFoot = Indices("left_heel", "left_big_toe", "left_small_toe");
    private static readonly int[] RightFoot = Indices("right_heel", "right_big_toe", "right_small_toe");

    private readonly Dictionary<TrackId, UprightSighting> _last = [];
    private readonly Vector2[] _joints = new Vector2[Halpe26.Skeleton.Count];
    private readonly Vector3[] _positions_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly bool[] _isVisible = new bool[Halpe26.Skeleton.Count];

    /// <returns>Whether the person, of the next frame, is upright and not where they were seen last.</returns>
    public bool TrySee(PersonPose person, out UprightSighting sighting)
    {
        sighting = default;
        if (person.State is TrackState.Ended)
        {
            _last.Remove(person.Track);
        }

        if (person.State is not TrackState.Confirmed)
        {
            return false;
        }

        Read(person);
        if (!TryStand(person.Track, out sighting) || !IsUpright(sighting) || (_last.TryGetValue(person.Track, out var last) && !IsNew(last, sighting)))
        {
            return false;
        }

        _last[person.Track] = sighting;
        return true;
    }

    private static int[] Indices(params string[] names) => [.. names.Select(Halpe26.Skeleton.IndexOf)];

    private void Read(PersonPose person)
    {
        Array.Fill(_joints, new Vector2(float.NaN));
        Array.Fill(_positions_m, new Vector3(float.NaN));
        Array.Fill(_isVisible, false);
        for (var i = 0; i < person.Joints.Count; i++)
        {
            var joint = person.Joints[i];
            if (joint.Confidence >= Sure && joint.Visibility is not JointVisibility.OutOfFrame)
            {
                _joints[joint.Index] = joint.Pixel;
                _positions_m[joint.Index] = joint.Position_m ?? new Vector3(float.NaN);
                _isVisible[joint.Index] = joint.Visibility is JointVisibility.Visible;
            }
        }
    }

    /// <summary>From the top of the head, or the ears, to the feet, or the ankles. Where something hides a whole foot, a network only guesses how far down it is.</summary>
    private bool TryStand(TrackId track, out UprightSighting sighting)
    {
        var head = Middle(Head);
        var top = head.Count > 0 ? head : Middle(Ears);
        var (left, right) = (Middle(LeftFoot), Middle(RightFoot));
        var hasFeet = left.Count > 0 || right.Count > 0;
        var least = LeastOfAFoot;
        if (!hasFeet)
        {
            (left, right, least) = (Middle(LeftAnkle), Middle(RightAnkle), 1);
        }

        var lift = hasFeet ? 0 : AnkleHeight;
        var usual = UprightSighting.UsualShare - (head.Count > 0 ? 0 : 1 - EarHeight) - lift;
        var share = Vector3.Distance(top.Position_m, (left.Position_m + right.Position_m) / 2) / BodyHeight.Estimate(_positions_m);
        sighting = new UprightSighting(track.Value, top.Pixel, (left.Pixel + right.Pixel) / 2, share < Stands * usual ? share.Value : usual, lift, ToRight(), hasFeet ? 0 : FeetBeforeAnkles);
        return top.Count > 0 && left.Count >= least && right.Count >= least && left.IsVisible && right.IsVisible && !(share < LeastStance * usual);
    }

    /// <summary>By hips and shoulders; NaN unless all four are there.</summary>
    private Vector3 ToRight() => _positions_m[Hips[1]] - _positions_m[Hips[0]] + _positions_m[Shoulders[1]] - _positions_m[Shoulders[0]];

    /// <summary>Of those that were found.</summary>
    private (Vector2 Pixel, Vector3 Position_m, int Count, bool IsVisible) Middle(int[] joints)
    {
        var (pixel, position_m, count, isVisible) = (Vector2.Zero, Vector3.Zero, 0, false);
        foreach (var joint in joints)
        {
            if (float.IsFinite(_joints[joint].X))
            {
                pixel += _joints[joint];
                position_m += _positions_m[joint];
                isVisible |= _isVisible[joint];
                count++;
            }
        }

        return (pixel / count, position_m / count, count, isVisible);
    }

    private bool IsUpright(in UprightSighting sighting)
    {
        var axis = sighting.Feet - sighting.Head;
        var height = axis.Length();
        if (!(height >= LeastHeight_px))
        {
            return false;
        }

        axis /= height;
        var hips = ((_joints[Hips[0]] + _joints[Hips[1]]) / 2) - sighting.Head;
        var along = Vector2.Dot(hips, axis);
        var trunk = along / (height - along);
        if (trunk is not (>= LeastTrunk and <= MostTrunk) || !(Beside(hips, axis) < FurthestHip * height))
        {
            return false;
        }

        foreach (var knee in Knees)
        {
            if (!(Beside(_joints[knee] - sighting.Head, axis) < FurthestKnee * height))
            {
                return false;
            }
        }

        return true;
    }

    private static float Beside(Vector2 way, Vector2 axis) => MathF.Abs((way.X * axis.Y) - (way.Y * axis.X));

    private static bool IsNew(in UprightSighting last, in UprightSighting sighting) =>
        MathF.Abs(HeightOf(sighting) - HeightOf(last)) > MathF.Max(LeastGrowth * HeightOf(last), LeastGrowth_px)
        || Vector2.Distance(sighting.Feet, last.Feet) > LeastMove * HeightOf(last);

    private static float HeightOf(in UprightSighting sighting) => Vector2.Distance(sighting.Head, sighting.Feet);
}
