using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>What lifters have in common: pixels of joints in, metres of joints from the root out, role 0, in the camera's axes.</summary>
/// <param name="unit_m">Of the network's output.</param>
internal abstract class LifterCodec(Skeleton input, Skeleton output, LifterShape shape, float unit_m) : ITemporalCodec
{
    // A joint of the result has the pixel of the same joint of the input, and is absent where that was.
    private readonly JointMap _pixels = JointMaps.Between(input, output, out var missing)
        ?? throw new ArgumentException($"skeleton '{input.Name}' has no {missing}", nameof(input));

    public Skeleton Input => input;

    public Skeleton Output => output;

    public int FeatureCount => 0;

    public int Window => shape.Window;

    public int Delay => shape.Delay;

    public IReadOnlyList<long> InputShape => shape.Input;

    protected int Channels => shape.Channels;

    public void RequireOutputs(IModelOutputs outputs, int items)
    {
        var found = outputs.Float32(0).Length / (3.0 * output.Count * items);
        if (found != shape.Rows)
        {
            throw new ModelContractException(
                $"it gives {found} poses of {shape.Window} frames, expected {shape.Rows}; decode.frames must be as many as the network looks at for one pose"
                + (shape.Rows == 1 && found > 1 && found <= shape.Window ? $": write {shape.Window - found + 1}" : string.Empty));
        }
    }

    public void Encode(PoseWindow window, Span<float> input)
    {
        if (LifterPixels.Write(window, shape.Channels, input))
        {
            Normalize(window, input);
        }
        else
        {
            input.Clear();
        }
    }

    public void Decode(IModelOutputs outputs, int item, PoseWindow window, PoseEstimate result)
    {
        var target = window[window.Target];
        result.Clear();
        _pixels.Apply(target.Joints, result.Joints);
        (result.Score, result.FromCrop) = (target.Score, Quaternion.Identity);
        var length = 3 * result.Joints.Length;
        var points = outputs.Float32(0).Slice(((item * shape.Rows) + shape.Row) * length, length);
        for (var j = 0; j < result.Joints.Length; j++)
        {
            var point = new Vector3(points[3 * j], points[(3 * j) + 1], points[(3 * j) + 2]) * unit_m;
            if (!float.IsFinite(point.X + point.Y + point.Z))
            {
                result.Clear();
                return;
            }

            ref var joint = ref result.Joints[j];
            joint = joint with { RootRelative_m = joint.IsPresent ? point : joint.RootRelative_m };
        }

        Finish(result);
    }

    /// <summary>From frame pixels to what the network was trained with, in place: [T,J,channels].</summary>
    protected abstract void Normalize(PoseWindow window, Span<float> input);

    /// <summary>What else there is to do with the joints, of which none is no number.</summary>
    protected virtual void Finish(PoseEstimate result)
    {
    }
}
