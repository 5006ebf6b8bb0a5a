namespace PoseStream.Core.Families;

/// <summary>Checks of tensor shapes, with messages that a person can act on.</summary>
public static class TensorContract
{
    /// <param name="expected">-1 for any size. A dynamic dimension of the file fits anything.</param>
    /// <exception cref="ModelContractException"/>
    public static void Require(ModelManifest manifest, TensorInfo tensor, TensorElementType type, params ReadOnlySpan<long> expected)
    {
        var fits = tensor.ElementType == type && tensor.Dimensions.Count == expected.Length;
        for (var i = 0; fits && i < expected.Length; i++)
        {
            fits = expected[i] < 0 || tensor.Dimensions[i] < 0 || tensor.Dimensions[i] == expected[i];
        }

        if (!fits)
        {
            var wanted = string.Join(',', expected.ToArray().Select(d => d < 0 ? "?" : d.ToString()));
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{manifest.Family}': output {tensor}, expected {type}[{wanted}]; is it a model of another family?");
        }
    }
}
