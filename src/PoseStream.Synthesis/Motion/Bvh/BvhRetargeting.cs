using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>From the places of a file's joints to the turns of ours.</summary>
internal static class BvhRetargeting
{
    public static BvhClipFrame[] Run(BvhPoints[] points, float frameTime_s)
    {
        var tilt = PelvisTilt(points);
        var floors = FloorUnderAnkles.Of(points, frameTime_s);
        var slopes = new[] { FootSlope(points, 0, floors, frameTime_s), FootSlope(points, 1, floors, frameTime_s) };
        var home = Placement(points[0]).Inverse();
        var homeTurn = home.Rotation;
        var head = new HeadCalibration(points);
        var (elbows, knees) = (new Vector3[2], new Vector3[2]);
        var frames = new BvhClipFrame[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var p = points[i];
            var floor = floors[i];
            var frame = frames[i] = new BvhClipFrame();
            var pelvis = Pelvis(p, tilt);
            var chest = Chest(p);
            frame.Hips = home.ToWorld(((p.Hips[0] + p.Hips[1]) / 2) - new Vector3(0, 0, floor));
            frame.Rotations[(int)BodyJoint.Pelvis] = homeTurn * pelvis;
            var back = Quaternion.Conjugate(pelvis) * chest;
            var half = Quaternion.Slerp(Quaternion.Identity, back, 0.5f);
            frame.Rotations[(int)BodyJoint.Spine] = half;
            frame.Rotations[(int)BodyJoint.Chest] = Quaternion.Conjugate(half) * back;
            var look = Quaternion.Conjugate(chest) * head.Frame(p);
            var neck = Quaternion.Slerp(Quaternion.Identity, look, 0.4f);
            frame.Rotations[(int)BodyJoint.Neck] = neck;
            frame.Rotations[(int)BodyJoint.Head] = Quaternion.Conjugate(neck) * look;
            for (var side = 0; side < 2; side++)
            {
                Arm(frame.Rotations, p, side, chest, ref elbows[side]);
                var (ankle, rotation, knee) = Leg(p, side, pelvis, slopes[side], floor, ref knees[side]);
                frame.Feet[side] = (home.ToWorld(ankle - new Vector3(0, 0, floor)), homeTurn * rotation, Vector3.Transform(knee, homeTurn));
            }
        }

        return frames;
    }

    private static Quaternion Pelvis(BvhPoints p, float tilt_rad)
    {
        var left = Vector3.Normalize(p.Hips[0] - p.Hips[1]);
        var up = TwoBones.Square(p.Spine - ((p.Hips[0] + p.Hips[1]) / 2), left);
        return TwoBones.Frame(up, left) * Quaternion.CreateFromAxisAngle(Vector3.UnitY, tilt_rad);
    }

    private static Quaternion Chest(BvhPoints p)
    {
        var up = Vector3.Normalize(p.Neck - p.Spine);
        return TwoBones.Frame(up, TwoBones.Square(p.Shoulders[0] - p.Shoulders[1], up));
    }

    private static FloorPlacement Placement(BvhPoints p)
    {
        var middle = (p.Hips[0] + p.Hips[1]) / 2;
        var left = p.Hips[0] - p.Hips[1];
        return new FloorPlacement(new Vector2(middle.X, middle.Y), MathF.Atan2(-left.X, left.Y));
    }

    // Files differ in where the lowest joint of the back lies, before or behind the hips: on the median the pelvis goes with the trunk.
    private static float PelvisTilt(BvhPoints[] points) => Median(points.Select(p =>
    {
        var toPelvis = Quaternion.Conjugate(Pelvis(p, 0));
        var trunk = Vector3.Transform(p.Neck - ((p.Hips[0] + p.Hips[1]) / 2), toPelvis);
        return MathF.Atan2(trunk.X, trunk.Z);
    }));

    // Downwards, of the line from ankle to toes when the foot is flat: on the floor and at rest.
    private static float FootSlope(BvhPoints[] points, int side, float[] floors, float frameTime_s)
    {
        var resting = new List<float>();
        var all = new List<float>();
        for (var i = 1; i < points.Length; i++)
        {
            var ankle = points[i].Ankles[side];
            var toes = points[i].Toes[side] - ankle;
            var slope = MathF.Asin(Math.Clamp(-toes.Z / MathF.Max(toes.Length(), 1e-6f), -1, 1));
            all.Add(slope);
            if (Vector3.Distance(ankle, points[i - 1].Ankles[side]) < 0.25f * frameTime_s && ankle.Z - floors[i] < 0.06f)
            {
                resting.Add(slope);
            }
        }

        if (resting.Count >= 5)
        {
            return Median(resting);
        }

        all.Sort();
        return all.Count > 0 ? all[all.Count / 4] : 0;
    }

    private static void Arm(Quaternion[] rotations, BvhPoints p, int side, Quaternion chest, ref Vector3 hinge)
    {
        var clavicle = side == 0 ? BodyJoint.LeftClavicle : BodyJoint.RightClavicle;
        var toChest = Quaternion.Conjugate(chest);
        var upper = Vector3.Normalize(Vector3.Transform(p.Elbows[side] - p.Shoulders[side], toChest));
        var fore = Vector3.Normalize(Vector3.Transform(p.Wrists[side] - p.Elbows[side], toChest));
        if (hinge == Vector3.Zero)
        {
            hinge = Vector3.Transform(Vector3.UnitY, TwoBones.Swing(-Vector3.UnitZ, upper));
        }

        hinge = Settled(hinge, Vector3.Cross(fore, upper), upper);
        var upperFrame = TwoBones.Frame(-upper, hinge);
        var foreFrame = TwoBones.Frame(-fore, TwoBones.Square(hinge, fore));
        var shrug = 0.3f * Curves.SmoothStep(upper.Z + 0.2f);
        var shrugged = Quaternion.CreateFromAxisAngle(Vector3.UnitX, side == 0 ? shrug : -shrug);
        rotations[(int)clavicle] = shrugged;
        rotations[(int)clavicle + 1] = Quaternion.Conjugate(shrugged) * upperFrame;
        rotations[(int)clavicle + 2] = Quaternion.Conjugate(upperFrame) * foreFrame;
        var hand = Vector3.Transform(p.HandTips[side] - p.Wrists[side], toChest);
        if (hand.Length() > 0.03f)
        {
            var bend = TwoBones.Swing(-Vector3.UnitZ, Vector3.Normalize(Vector3.Transform(hand, Quaternion.Conjugate(foreFrame))));
            rotations[(int)clavicle + 3] = bend;
        }
    }

    private static (Vector3 Ankle, Quaternion Rotation, Vector3 Knee) Leg(
        BvhPoints p, int side, Quaternion pelvis, float slope_rad, float floor, ref Vector3 pole)
    {
        var leg = Vector3.Normalize(p.Ankles[side] - p.Hips[side]);
        var thigh = p.Knees[side] - p.Hips[side];
        if (pole == Vector3.Zero)
        {
            pole = Vector3.Transform(Vector3.UnitX, pelvis);
        }

        // The knee's distance from the straight line, in thighs, says how sure its direction is.
        var seen = (thigh - (Vector3.Dot(thigh, leg) * leg)) / thigh.Length();
        // A knee that seems to bend backwards is badly measured: no thigh turns by a right angle.
        var forward = Vector3.Transform(
            Vector3.Transform(Vector3.UnitX, pelvis), TwoBones.Swing(Vector3.Transform(-Vector3.UnitZ, pelvis), leg));
        pole = Settled(pole, Vector3.Dot(seen, forward) < 0 ? Vector3.Zero : seen, leg);
        var toes = p.Toes[side] - p.Ankles[side];
        if (toes.Length() < 1e-4f)
        {
            toes = pole;
        }

        toes = Vector3.Normalize(toes);
        // Near the floor a foot lies flat; in the air its sides go with the knee's hinge.
        var hinge = TwoBones.Square(Vector3.Cross(-leg, pole), toes);
        var level = TwoBones.Square(Vector3.Cross(Vector3.UnitZ, toes) + (1e-3f * hinge), toes);
        var high = MathF.Max(
            Curves.SmoothStep((p.Ankles[side].Z - floor - 0.08f) / 0.2f), Curves.SmoothStep((MathF.Abs(toes.Z) - 0.55f) / 0.3f));
        var left = TwoBones.Square((level * (1 - high)) + (hinge * high), toes);
        var flat = TwoBones.Frame(Vector3.Cross(toes, left), left);
        return (p.Ankles[side], flat * Quaternion.CreateFromAxisAngle(Vector3.UnitY, -slope_rad), pole);
    }

    // A limb that is nearly straight does not say which way its hinge lies: then the last direction stays.
    private static Vector3 Settled(Vector3 last, Vector3 seen, Vector3 along)
    {
        var sure = Curves.SmoothStep((seen.Length() - 0.08f) / 0.25f);
        var kept = TwoBones.Square(last, along);
        return sure <= 0 ? kept : TwoBones.Square((kept * (1 - sure)) + (Vector3.Normalize(seen) * sure), along);
    }

    private static float Median(IEnumerable<float> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    // The file does not say where the face is: over the clip it looks where the chest points, and the skull's bone, where there is one, points up.
    private sealed class HeadCalibration
    {
        private readonly Quaternion _toHead;

        public HeadCalibration(BvhPoints[] points)
        {
            var (forward, up, bone) = (Vector3.Zero, Vector3.Zero, Vector3.Zero);
            foreach (var p in points)
            {
                var chest = Chest(p);
                var toHead = Quaternion.Conjugate(p.HeadRotation);
                forward += Vector3.Transform(Vector3.Transform(Vector3.UnitX, chest), toHead);
                up += Vector3.Transform(Vector3.Transform(Vector3.UnitZ, chest), toHead);
                bone += Vector3.Transform(p.HeadUp, toHead);
            }

            // Some files have that bone lying on its side.
            up = Vector3.Normalize(bone.Length() / points.Length > 0.06f && Vector3.Dot(bone, up) > 0.8f * bone.Length() * up.Length() ? bone : up);
            _toHead = TwoBones.Frame(up, Vector3.Cross(up, TwoBones.Square(forward, up)));
        }

        public Quaternion Frame(BvhPoints p) => p.HeadRotation * _toHead;
    }
}
