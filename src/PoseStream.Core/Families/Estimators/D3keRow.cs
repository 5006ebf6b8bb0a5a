using PoseStream.Core.BodyModels;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// Which row of a D3KE network over time is the answer (facts: model contracts §9.2): the only one; of as many as there are frames, that of the target; of one more, which is what
/// the Transformer with intermediate answers gives, the last.
/// </summary>
/// <param name="Window">Frames that the network reads.</param>
/// <param name="Rows">Rows of each output.</param>
/// <param name="Delay">How many frames older than the newest the target is.</param>
internal sealed record D3keRow(int Window, int Rows, int Delay)
{
    private const int MostFrames = 4096;

    private int Answer => Rows == Window ? Window - 1 - Delay : Rows - 1;

    /// <exception cref="ModelContractException">The window is not known, the outputs differ, or their rows are of no kind that there is.</exception>
    public static D3keRow Of(ModelManifest manifest, TensorInfo input, IReadOnlyList<TensorInfo> outputs)
    {
        if (input.ElementType != TensorElementType.Float32 || input.Dimensions is not [_, >= 1 and <= MostFrames, D3keFeatures.Count])
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{manifest.Family}': the input is {input}, expected Float32[?,frames,{D3keFeatures.Count}] with the frames known, 243 in the original");
        }

        var constants = new DecodeConstants(manifest);
        var causal = constants.Get("causal", 0, 0, 1) > 0.5f;
        constants.RejectUnknown();
        var window = input.Dimensions[1];
        foreach (var output in outputs)
        {
            var rows = output.Dimensions[1];
            if (rows != outputs[0].Dimensions[1] || (rows != 1 && rows != window && rows != window + 1))
            {
                throw new ModelContractException(
                    $"model '{manifest.Id}' does not fit family '{manifest.Family}': output {output}, expected 1, {window} or {window + 1} rows of each item, the same in all outputs");
            }
        }

        return new D3keRow((int)window, (int)outputs[0].Dimensions[1], causal ? 0 : (int)window / 2);
    }

    /// <summary>The answer's numbers.</summary>
    /// <param name="length">Numbers a row.</param>
    public ReadOnlySpan<float> Of(IModelOutputs outputs, int role, int item, int length) =>
        outputs.Float32(role).Slice(((item * Rows) + Answer) * length, length);
}
