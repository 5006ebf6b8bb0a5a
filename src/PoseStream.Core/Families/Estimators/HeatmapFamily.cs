using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// Heat-map networks: SimpleBaseline, HRNet, TinyPose (input and crop as in facts: model contracts §7).
/// Role: heatmaps f32 [N,K,h,w], one map a joint of the manifest's skeleton, its peak's height the joint's score, 1 at a sure one. No metres.
/// decode.dark_kernel: 0 = the highest cell and a quarter towards its neighbour; odd = DARK after a Gaussian of that many cells (11 for maps trained with sigma 2).
/// decode.udp: 1 = the outermost cells lie on the outermost pixels, as networks trained with unbiased data processing have it.
/// decode.flip_test: 1 = the mean of the joints of the crop and its mirror image, where others take the mean of the maps.
/// </summary>
public sealed class HeatmapFamily : IPoseFamily
{
    private const int Heatmaps = 0;

    public string Name => "heatmap";

    public bool GivesMetres => false;

    public IReadOnlyList<string> Roles { get; } = ["heatmaps"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        var output = outputs[Heatmaps];
        TensorContract.Require(manifest, output, TensorElementType.Float32, -1, -1, -1, -1);
        var skeleton = JointSet.Of(manifest, output, output.Dimensions[1]);
        var (rows, columns) = ((int)output.Dimensions[2], (int)output.Dimensions[3]);
        if (rows < 2 || columns < 2 || rows > manifest.Input.Height || columns > manifest.Input.Width)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}' does not fit family '{Name}': output {output}, expected maps of a fixed size, at most the input's {manifest.Input.Width}x{manifest.Input.Height}");
        }

        var constants = new DecodeConstants(manifest);
        var threshold = constants.Get("score_threshold", 0.2, 0, 1);
        var personThreshold = constants.Get("person_threshold", 0.3, 0, 1);
        var kernel = (int)constants.Get("dark_kernel", 0, 0, 31);
        var udp = constants.Get("udp", 0, 0, 1) >= 0.5f;
        var flipTest = constants.Get("flip_test", 0, 0, 1) >= 0.5f;
        constants.RejectUnknown();
        if (kernel != 0 && kernel % 2 == 0)
        {
            throw new ModelContractException($"model '{manifest.Id}': decode.dark_kernel is {kernel}, must be 0 or odd");
        }

        return new Decoder(
            skeleton, columns, rows, Step(manifest.Input.Width, columns, udp), Step(manifest.Input.Height, rows, udp), threshold, kernel, personThreshold,
            flipTest ? manifest.Input.Width : null);
    }

    private static float Step(int pixels, int cells, bool udp) => udp ? (pixels - 1f) / (cells - 1) : (float)pixels / cells;

    private sealed class Decoder(
        Skeleton skeleton, int columns, int rows, float stepX, float stepY, float scoreThreshold, int darkKernel, float personThreshold, float? mirrorWidth) : IPoseDecoder
    {
        private readonly float[] _kernel = HeatmapPeaks.Kernel(darkKernel);

        public Skeleton Skeleton => skeleton;

        public float PersonThreshold => personThreshold;

        public float? MirrorWidth => mirrorWidth;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var cells = columns * rows;
            var maps = outputs.Float32(Heatmaps).Slice(item * skeleton.Count * cells, skeleton.Count * cells);
            var joints = result.Joints;
            for (var j = 0; j < joints.Length; j++)
            {
                var map = maps.Slice(j * cells, cells);
                var best = HeatmapPeaks.Highest(map);
                var score = map[best];
                if (!(score > 0 && score >= scoreThreshold && float.IsFinite(score)))
                {
                    continue;
                }

                var (column, row) = (best % columns, best / columns);
                var place = darkKernel == 0
                    ? HeatmapPeaks.Quarter(map, columns, rows, column, row)
                    : HeatmapPeaks.Dark(map, columns, rows, column, row, _kernel);
                var confidence = Math.Min(score, 1);
                joints[j] = JointEstimate.Absent with
                {
                    Pixel = PixelCenter.OfIndex(place.X * stepX, place.Y * stepY), Confidence = confidence, Visibility = confidence,
                };
            }

            result.Score = JointSet.MeanConfidence(joints);
        }
    }
}
