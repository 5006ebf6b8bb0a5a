using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Families.Detectors;

/// <summary>
/// DETR (facts: model contracts §4; trap T4: boxes are centre, width, height). Roles: logits f32 [N,Q,C+1], the last for "no object";
/// boxes f32 [N,Q,4] = cx cy w h, 0..1 of the input. The surest class of a query counts, and people are class 1. There is nothing to suppress.
/// </summary>
public sealed class DetrFamily : IDetectionFamily
{
    private const int Logits = 0;
    private const int Boxes = 1;

    public string Name => "detr";

    public IReadOnlyList<string> Roles { get; } = ["logits", "boxes"];

    public IDetectionDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Logits], TensorElementType.Float32, -1, -1, -1);
        var (queries, classes) = (outputs[Logits].Dimensions[1], (int)outputs[Logits].Dimensions[2]);
        TensorContract.Require(manifest, outputs[Boxes], TensorElementType.Float32, -1, queries, 4);
        if (classes < 2)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {outputs[Logits]}, expected at least 2 columns (a class, no object)");
        }

        var constants = new DecodeConstants(manifest);
        var decoder = new Decoder(
            new Vector2(manifest.Input.Width, manifest.Input.Height),
            classes,
            (int)constants.Get("person_class", Math.Min(1, classes - 2), 0, classes - 2),
            constants.Get("score_threshold", 0.5, 0, 1));
        constants.RejectUnknown();
        return decoder;
    }

    private sealed class Decoder(Vector2 size, int classes, int personClass, float scoreThreshold) : IDetectionDecoder
    {
        public void Decode(IModelOutputs outputs, int item, DetectionList results)
        {
            var queries = (int)outputs.Shape(Logits)[1];
            var logits = outputs.Float32(Logits).Slice(item * queries * classes, queries * classes);
            var boxes = outputs.Float32(Boxes).Slice(item * queries * 4, queries * 4);
            for (var query = 0; query < queries; query++)
            {
                var score = PersonScore(logits.Slice(query * classes, classes));
                if (score >= scoreThreshold)
                {
                    var box = boxes.Slice(query * 4, 4);
                    results.Add(new Detection(
                        BoundingBox.FromCenter(new Vector2(box[0], box[1]) * size, box[2] * size.X, box[3] * size.Y), score));
                }
            }

            results.MutableItems.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        }

        /// <summary>The softmax's share of the person, or 0 where another class is surer; only "no object" may be.</summary>
        private float PersonScore(ReadOnlySpan<float> logits)
        {
            var person = logits[personClass];
            foreach (var logit in logits[..^1])
            {
                if (!(logit <= person))
                {
                    return 0;
                }
            }

            // The person's own logit is the highest but perhaps one, so that no other exponential overflows.
            var total = 0f;
            foreach (var logit in logits)
            {
                total += MathF.Exp(logit - person);
            }

            return 1 / total;
        }
    }
}
