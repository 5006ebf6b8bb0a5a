using PoseStream.Core.Detections;
using PoseStream.Core.Families;
using PoseStream.Core.Families.Detectors;
using PoseStream.Core.Families.Estimators;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.UnitTests.Families;

/// <summary>A family with a manifest and output tensors to write into, as a file of its networks would have them.</summary>
internal sealed class FamilyCase
{
    public FamilyCase(IModelFamily family, int width, int height, params (TensorElementType Type, long[] Shape)[] outputs)
        : this(family, width, height, null, outputs)
    {
    }

    public FamilyCase(IModelFamily family, int width, int height, string? skeleton, params (TensorElementType Type, long[] Shape)[] outputs)
    {
        Family = family;
        var input = TestModels.Yolox().Input with { Width = width, Height = height };
        Manifest = TestModels.Manifest("a-network", family is IPoseFamily ? ModelTask.Pose : ModelTask.Detection, family.Name, input) with { Skeleton = skeleton };
        Infos = [.. outputs.Select((output, role) => new TensorInfo(family.Roles[role], output.Type, output.Shape))];
        Values = [.. outputs.Select(output => output.Type == TensorElementType.Int64
            ? (Array)new long[output.Shape.Aggregate(1L, (a, b) => a * b)]
            : new float[output.Shape.Aggregate(1L, (a, b) => a * b)])];
        Outputs = new TensorOutputs([.. outputs.Select((output, role) => (output.Shape, Values[role]))]);
    }

    public IModelFamily Family { get; }

    public ModelManifest Manifest { get; private set; }

    public IReadOnlyList<TensorInfo> Infos { get; }

    public Array[] Values { get; }

    public TensorOutputs Outputs { get; }

    public static (TensorElementType Type, long[] Shape) Floats(params long[] shape) => (TensorElementType.Float32, shape);

    public static (TensorElementType Type, long[] Shape) Longs(params long[] shape) => (TensorElementType.Int64, shape);

    public float[] Of(int role) => (float[])Values[role];

    public FamilyCase With(string constant, double value)
    {
        Manifest = Manifest with { Decode = new Dictionary<string, double>(Manifest.Decode) { [constant] = value } };
        return this;
    }

    public void Fill(float value)
    {
        foreach (var floats in Values.OfType<float[]>())
        {
            Array.Fill(floats, value);
        }
    }

    public object Bind() => Family is IPoseFamily pose ? pose.Bind(Manifest, Infos) : ((IDetectionFamily)Family).Bind(Manifest, Infos);

    public ModelContractException Refused(int role, params long[] shape)
    {
        var infos = Infos.ToArray();
        infos[role] = infos[role] with { Dimensions = shape };
        return Assert.Throws<ModelContractException>(() => Family is IPoseFamily pose
            ? (object)pose.Bind(Manifest, infos)
            : ((IDetectionFamily)Family).Bind(Manifest, infos));
    }

    public Detection[] Detect(int item = 0)
    {
        var results = new DetectionList();
        ((IDetectionDecoder)Bind()).Decode(Outputs, item, results);
        return results.Items.ToArray();
    }

    public PoseEstimate Estimate(int item = 0)
    {
        var decoder = (IPoseDecoder)Bind();
        var result = new PoseEstimate(decoder.Skeleton.Count);
        decoder.Decode(Outputs, item, result);
        return result;
    }

    public static void AssertBox(Detection detection, BoundingBox box, float score)
    {
        Assert.Equal(box.X1, detection.Box.X1, 1e-2f);
        Assert.Equal(box.Y1, detection.Box.Y1, 1e-2f);
        Assert.Equal(box.X2, detection.Box.X2, 1e-2f);
        Assert.Equal(box.Y2, detection.Box.Y2, 1e-2f);
        Assert.Equal(score, detection.Score, 1e-4f);
    }
}
