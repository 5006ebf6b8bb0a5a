using System.Numerics;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>
/// MotionBERT (facts: model contracts §12.2). Input f32 [N,T,17,3], Human3.6M's joints: x, y and how sure the joint is. The box of all sure joints of all frames becomes a square of -1 to 1;
/// decode.whole_picture 1: the shorter side of the picture does, about its middle, as with the original's --pixel. Role: positions f32 [N,T,17,3] in the same unit, which is no metre: each pose is made
/// as large as an adult's bones are (§15 G). decode.delay_frames: the frame that counts is so many before the newest; the middle one where it is not given. decode.frames: T, where the file leaves it open.
/// The root is moved to 0. There is no test-time mirroring.
/// </summary>
public sealed class MotionBertFamily : ITemporalFamily
{
    // With fewer, one that is seen badly makes a giant.
    private const int LeastBones = 4;

    private static readonly (int From, int To, float Length_m)[] Bones =
    [
        .. BoneLengths.Adult.Select(bone => (H36m17.Skeleton.IndexOf(bone.From), H36m17.Skeleton.IndexOf(bone.To), bone.Length_m)),
    ];

    public string Name => "motionbert";

    public ModelTask Task => ModelTask.Lift;

    public IReadOnlyList<string> Roles { get; } = ["positions"];

    public ITemporalCodec Bind(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        var joints = LifterJoints.Of(manifest, H36m17.Skeleton);
        LifterShape.RequireOneOf(manifest, "input", input, [-1, -1, joints.Count, 3]);
        LifterShape.RequireOneOf(manifest, "output", outputs[0], [-1, input.Dimensions[1], joints.Count, 3]);
        var constants = new DecodeConstants(manifest);
        var frames = LifterShape.FramesOf(manifest, input, constants);
        var delay = (int)constants.Get("delay_frames", (frames - 1) / 2, 0, frames - 1);
        var wholePicture = constants.Get("whole_picture", 0, 0, 1) >= 0.5f;
        constants.RejectUnknown();
        return new Codec(joints, new LifterShape([frames, joints.Count, 3], 3, frames, delay, frames, frames - 1 - delay), wholePicture);
    }

    private sealed class Codec(Skeleton joints, LifterShape shape, bool wholePicture) : LifterCodec(joints, joints, shape, unit_m: 1)
    {
        protected override void Normalize(PoseWindow window, Span<float> input)
        {
            var (low, side) = wholePicture ? PictureOf(window) : BoxOf(input);
            for (var i = 0; i < input.Length; i += 3)
            {
                var point = (2 * (new Vector2(input[i], input[i + 1]) - low) / side) - Vector2.One;
                point = wholePicture ? point : Vector2.Clamp(point, -Vector2.One, Vector2.One);
                (input[i], input[i + 1]) = (point.X, point.Y);
            }
        }

        protected override void Finish(PoseEstimate result)
        {
            var root = result.Joints[0].RootRelative_m;
            if (!result.Joints[0].IsPresent || ScaleOf(result.Joints) is not { } scale)
            {
                result.Clear();
                return;
            }

            foreach (ref var joint in result.Joints)
            {
                joint = joint with { RootRelative_m = scale * (joint.RootRelative_m - root) };
            }
        }

        private static (Vector2 Low, float Side) PictureOf(PoseWindow window)
        {
            var size = new Vector2(window.Geometry.Width, window.Geometry.Height);
            var side = MathF.Min(size.X, size.Y);
            return ((size - new Vector2(side)) / 2, side);
        }

        private static (Vector2 Low, float Side) BoxOf(ReadOnlySpan<float> input)
        {
            Vector2 low = new(float.PositiveInfinity), high = new(float.NegativeInfinity);
            for (var i = 0; i < input.Length; i += 3)
            {
                if (input[i + 2] > 0)
                {
                    low = Vector2.Min(low, new Vector2(input[i], input[i + 1]));
                    high = Vector2.Max(high, new Vector2(input[i], input[i + 1]));
                }
            }

            var side = MathF.Max(MathF.Max(high.X - low.X, high.Y - low.Y), 1);
            return (((low + high) - new Vector2(side)) / 2, side);
        }

        /// <summary>Metres for the network's unit, by the bone in the middle of those that are too long and those that are too short.</summary>
        private static float? ScaleOf(ReadOnlySpan<JointEstimate> joints)
        {
            Span<float> scales = stackalloc float[Bones.Length];
            var count = 0;
            foreach (var (from, to, length_m) in Bones)
            {
                var length = Vector3.Distance(joints[from].RootRelative_m, joints[to].RootRelative_m);
                if (joints[from].IsPresent && joints[to].IsPresent && length > 0)
                {
                    scales[count++] = length_m / length;
                }
            }

            scales = scales[..count];
            scales.Sort();
            return count < LeastBones ? null : (scales[(count - 1) / 2] + scales[count / 2]) / 2;
        }
    }
}
