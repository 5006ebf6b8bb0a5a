using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Estimators;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IPoseDecoder
{
    Skeleton Skeleton { get; }

    /// <summary><see cref="PoseEstimate.Score"/> below which the network says that nobody is in the crop; decode.person_threshold of the manifest.</summary>
    float PersonThreshold { get; }

    /// <summary>Whether the network says nothing of pixels: they only span the person's box then, and are to be drawn as a camera sees the metres (<see cref="Locating.ViewFill"/>).</summary>
    bool PixelsFollowMetres => false;

    /// <summary>Of <see cref="PoseEstimate.Features"/>; 0 for most.</summary>
    int FeatureCount => 0;

    /// <summary>The body model that <see cref="PoseEstimate.Features"/> tell the coordinates of; null for most.</summary>
    IBodyModel? Body => null;

    /// <summary>
    /// Not null where each crop is to be looked at a second time, mirrored, and the mean to be taken (decode.flip_test: it halves the speed):
    /// a joint's x in the crop and that of the same joint in the mirrored one add up to this, model-input pixels.
    /// </summary>
    float? MirrorWidth => null;

    /// <summary>Fills <paramref name="result"/> with the person of batch item <paramref name="item"/>: model-input pixels, metres in the axes of the crop.</summary>
    void Decode(IModelOutputs outputs, int item, PoseEstimate result);
}
