using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>
/// D3KE's frame network with its forward kinematics (facts: model contracts §9.1; traps T10, T14). Roles: joints f32 [N,50,3] and markers f32 [N,65,3], metres;
/// scales f32 [N,48,3]; angles f32 [N,69], radians; root_rotation f32 [N,4,4]. All in the axes of the virtual camera, which the input's fit must be: an affine crop shows the
/// network a view it never learnt, and its axes would be nobody's. The input is RGB of 0 to 1; the mean and deviation of ImageNet are inside the network.
/// The network finds no place and no pixels, and is as sure of everything: pixels span the box (<see cref="D3kePose.TryFillPixels"/>).
/// </summary>
public sealed class D3keFamily : IPoseFamily
{
    private const int Joints = 0;
    private const int Markers = 1;
    private const int Scales = 2;
    private const int Angles = 3;
    private const int RootRotation = 4;

    public string Name => "d3ke";

    public IReadOnlyList<string> Roles { get; } = ["joints", "markers", "scales", "angles", "root_rotation"];

    public IPoseDecoder Bind(ModelManifest manifest, IReadOnlyList<TensorInfo> outputs)
    {
        TensorContract.Require(manifest, outputs[Joints], TensorElementType.Float32, -1, D3keFeatures.JointCount, 3);
        TensorContract.Require(manifest, outputs[Markers], TensorElementType.Float32, -1, D3keFeatures.MarkerCount, 3);
        TensorContract.Require(manifest, outputs[Scales], TensorElementType.Float32, -1, D3keFeatures.BodyCount, 3);
        TensorContract.Require(manifest, outputs[Angles], TensorElementType.Float32, -1, D3keFeatures.AngleCount);
        TensorContract.Require(manifest, outputs[RootRotation], TensorElementType.Float32, -1, 4, 4);
        RequireVirtualCamera(manifest);
        new DecodeConstants(manifest).RejectUnknown();
        return new Decoder(manifest.Input);
    }

    /// <exception cref="ModelContractException">The input has another fit.</exception>
    internal static void RequireVirtualCamera(ModelManifest manifest)
    {
        if (manifest.Input.Fit != InputFit.VirtualCamera)
        {
            throw new ModelContractException(
                $"model '{manifest.Id}': family '{manifest.Family}' was trained on crops of a camera turned to the person; write \"fit\": \"virtual-camera\" and \"box_expansion\": 1");
        }
    }

    private sealed class Decoder(InputSpec input) : IPoseDecoder
    {
        private readonly Vector2 _middle = new(input.Width / 2f, input.Height / 2f);
        private readonly float _span_px = Math.Min(input.Width, input.Height) / input.BoxExpansion;

        public Skeleton Skeleton => D3ke115.Skeleton;

        // It has no word on whether there is a person: whoever has a crop is one, unless the answer is no number.
        public float PersonThreshold => 0.5f;

        public bool PixelsFollowMetres => true;

        public int FeatureCount => D3keFeatures.Count;

        public IBodyModel Body => D3keBody.Instance;

        public void Decode(IModelOutputs outputs, int item, PoseEstimate result)
        {
            result.Clear();
            var features = result.Features;
            D3kePose.WritePoints(Item(outputs, Joints, item, 3 * D3keFeatures.JointCount), Item(outputs, Markers, item, 3 * D3keFeatures.MarkerCount), features);
            D3kePose.WriteRest(
                Item(outputs, Scales, item, 3 * D3keFeatures.BodyCount),
                Item(outputs, RootRotation, item, 16),
                Item(outputs, Angles, item, D3keFeatures.AngleCount),
                features);
            if (!D3keHead.AreFinite(features))
            {
                result.Clear();
                return;
            }

            D3kePose.FillMetres(features, Quaternion.Identity, result.Joints);
            if (D3kePose.TryFillPixels(_middle, _span_px, result.Joints))
            {
                result.Score = 1;
            }
            else
            {
                result.Clear();
            }
        }

        private static ReadOnlySpan<float> Item(IModelOutputs outputs, int role, int item, int length) => outputs.Float32(role).Slice(item * length, length);
    }
}
