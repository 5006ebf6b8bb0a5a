using PoseStream.Core.Tracking;

namespace PoseStream.Core.Families.Reid;

/// <summary>
/// Person re-identification with one vector a person: OSNet and the others of Torchreid, FastReID, the trackers' own. Role: embedding f32 [N,D], of any D and any length; the direction tells who
/// somebody is. The input is the person's box: such networks are trained on boxes stretched to 128 x 256 (fit stretch, box_expansion 1).
/// decode.same_cosine and decode.different_cosine are the mean cosines of two sights of one person and of two people; half of the way between them people are as likely the same as not.
/// </summary>
public sealed class ReidEmbeddingFamily : IReidFamily
{
    private const int Vector = 0;

    // Closer together they tell nobody apart.
    private const float LeastContrast = 0.01f;

    public string Name => "reid-embedding";

    public IReadOnlyList<string> Roles { get; } = ["embedding"];

    public IReidDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Vector], TensorElementType.Float32, -1, -1);
        var length = outputs[Vector].Dimensions[1];
        if (length < 1)
        {
            throw new ModelContractException($"model '{manifest.Id}': output {outputs[Vector]} leaves open how long a vector is; export it with that dimension fixed");
        }

        var constants = new DecodeConstants(manifest);
        var same = constants.Get("same_cosine", 0.8, -1, 1);
        var different = constants.Get("different_cosine", 0.5, -1, 1);
        constants.RejectUnknown();
        return same - different >= LeastContrast
            ? new Decoder(new EmbeddingSpace((int)length, same, different))
            : throw new ModelContractException($"model '{manifest.Id}': decode.same_cosine is {same} and decode.different_cosine {different}; the first is of one person and must be larger");
    }

    private sealed class Decoder(EmbeddingSpace space) : IReidDecoder
    {
        public EmbeddingSpace Space => space;

        public void Decode(IModelOutputs outputs, int item, Embedding result) => result.Take(outputs.Float32(Vector).Slice(item * space.Length, space.Length));
    }
}
