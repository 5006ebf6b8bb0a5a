using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Core.Families.Lifters;

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

    /// <summary>What an open dimension hides until the network has run: asked once, after the first run.</summary>
    /// <param name="items">Of that run.</param>
    /// <exception cref="ModelContractException">The outputs are not those that <see cref="Decode"/> reads.</exception>
    void RequireOutputs(IModelOutputs outputs, int items)
    {
    }

    /// <summary>Writes a person's window as the network wants it, one batch item.</summary>
    void Encode(PoseWindow window, Span<float> input);

    /// <summary>Fills <paramref name="result"/> with the person of batch item <paramref name="item"/> at the window's target frame: that frame's pixels, metres in camera axes.</summary>
    void Decode(IModelOutputs outputs, int item, PoseWindow window, PoseEstimate result);
}
