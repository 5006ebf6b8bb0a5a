using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

/// <summary>How a lifter's tensors are laid out.</summary>
/// <param name="Input">Without the batch.</param>
/// <param name="Channels">Numbers of a joint: x, y, and how sure it is where there are 3.</param>
/// <param name="Rows">Poses that the output has; the one that counts is <paramref name="Row"/>.</param>
internal sealed record LifterShape(IReadOnlyList<long> Input, int Channels, int Window, int Delay, int Rows, int Row)
{
    /// <summary>One frame: joints in a row or one after the other, with or without a dimension of one frame.</summary>
    /// <exception cref="ModelContractException">Another shape.</exception>
    public static LifterShape OfOneFrame(ModelManifest manifest, TensorInfo input, TensorInfo output, int joints)
    {
        RequireOneOf(manifest, "input", input, [-1, 2 * joints], [-1, joints, 2], [-1, 1, joints, 2]);
        RequireOneOf(manifest, "output", output, [-1, 3 * joints], [-1, joints, 3], [-1, 1, joints, 3]);
        IReadOnlyList<long> item = input.Dimensions.Count switch
        {
            2 => [2 * joints],
            3 => [joints, 2],
            _ => [1, joints, 2],
        };
        return new LifterShape(item, 2, Window: 1, Delay: 0, Rows: 1, Row: 0);
    }

    /// <summary>
    /// Input f32 [N,T,J,2 or 3]; T of the file, or decode.frames where that leaves it open. The output's poses are those of the frames in the middle of all that the network looks at about
    /// each, or the newest of them for a causal one; the latest counts.
    /// </summary>
    /// <exception cref="ModelContractException">Another shape.</exception>
    public static LifterShape OfFrames(ModelManifest manifest, TensorInfo input, TensorInfo output, Skeleton joints, int outputJoints, DecodeConstants constants)
    {
        RequireOneOf(manifest, "input", input, [-1, -1, joints.Count, 2], [-1, -1, joints.Count, 3]);
        RequireOneOf(manifest, "output", output, [-1, -1, outputJoints, 3]);
        var causal = constants.Get("causal", 0, 0, 1) >= 0.5f;
        var (frames, channels) = (FramesOf(manifest, input, constants), (int)Math.Max(input.Dimensions[3], 2));
        var rows = output.Dimensions[1] > 0 ? (int)output.Dimensions[1] : 1;
        if (rows > frames)
        {
            throw new ModelContractException($"model '{manifest.Id}': output {output} has more poses than the {frames} frames of input {input}");
        }

        var seen = frames - rows + 1;
        return new LifterShape([frames, joints.Count, channels], channels, frames, causal ? 0 : (seen - 1) / 2, rows, rows - 1);
    }

    /// <summary>T of the file, or decode.frames.</summary>
    public static int FramesOf(ModelManifest manifest, TensorInfo input, DecodeConstants constants)
    {
        var wanted = (int)constants.Get("frames", 0, 0, 1024);
        var given = (int)input.Dimensions[1];
        return given > 0 && (wanted == 0 || wanted == given) ? given
            : given < 0 && wanted > 0 ? wanted
            : throw new ModelContractException(given > 0
                ? $"model '{manifest.Id}': decode.frames is {wanted}, and input {input} has {given}; take it out"
                : $"model '{manifest.Id}': input {input} leaves open how many frames it has; write decode.frames");
    }

    /// <exception cref="ModelContractException">None of them; a dynamic dimension of the file fits anything.</exception>
    public static void RequireOneOf(ModelManifest manifest, string kind, TensorInfo tensor, params long[][] shapes)
    {
        if (tensor.ElementType != TensorElementType.Float32 || !shapes.Any(shape => Fits(tensor.Dimensions, shape)))
        {
            var wanted = string.Join(" or ", shapes.Select(shape => $"[{string.Join(',', shape.Select(size => size < 0 ? "?" : size.ToString()))}]"));
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{manifest.Family}': {kind} {tensor}, expected {TensorElementType.Float32}{wanted}; is it a model of another family?");
        }
    }

    private static bool Fits(IReadOnlyList<long> dimensions, long[] shape) =>
        dimensions.Count == shape.Length && dimensions.Zip(shape).All(pair => pair.First < 0 || pair.Second < 0 || pair.First == pair.Second);
}
