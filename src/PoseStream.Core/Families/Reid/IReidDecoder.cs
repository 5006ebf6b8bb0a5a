using PoseStream.Core.Tracking;

namespace PoseStream.Core.Families.Reid;

/// <summary>Pure: no state, no allocation, safe on any thread.</summary>
public interface IReidDecoder
{
    /// <summary>Of the vectors that it gives.</summary>
    EmbeddingSpace Space { get; }

    /// <summary>Writes what the network says of batch item <paramref name="item"/>; not known where its numbers make no sense.</summary>
    /// <param name="result">Of <see cref="Space"/>.</param>
    void Decode(IModelOutputs outputs, int item, Embedding result);
}
