using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface ITemporalCodec
{
    Skeleton Input { get; }

    Skeleton Output { get; }

    /// <inheritdoc cref="Ports.ITemporalModel.FeatureCount"/>
    int FeatureCount { get; }

    /// <inheritdoc cref="Ports.ITemporalModel.OutputFeatureCount"/>
    int OutputFeatureCount => 0;

    /// <inheritdoc cref="Ports.ITemporalModel.Body"/>
    IBodyModel? Body => null;

    int Window { get; }

    int Delay { get; }

    /// <summary>Without the batch: the input tensor's other dimensions, all known.</summary>
    IReadOnlyList<long> InputShape { get; }

    /// <summary>Writes a person's window as the network wants it, one batch item.</summary>
    void Encode(PoseWindow window, Span<float> input);

    /// <summary>Fills <paramref name="result"/> with the person of batch item <paramref name="item"/> at the window's target frame: that frame's pixels, metres in camera axes.</summary>
    void Decode(IModelOutputs outputs, int item, PoseWindow window, PoseEstimate result);
}
