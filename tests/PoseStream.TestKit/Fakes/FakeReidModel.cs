using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;

namespace PoseStream.TestKit.Fakes;

/// <summary>A re-identification network that does what a test says; by default it knows nobody. It counts its runs.</summary>
public sealed class FakeReidModel : IReidModel
{
    private int _runs;

    public ModelDescription Description { get; } = new("fake-reid", "fake", "cpu", null);

    public int MaxBatch => 1;

    public EmbeddingSpace Space { get; } = new(4, 0.8f, 0.5f);

    public int Runs => Volatile.Read(ref _runs);

    /// <summary>The vector of one crop, of four numbers. May block or throw.</summary>
    public Func<PoseCrop, float[]> Behaviour { get; set; } = static _ => [0, 0, 0, 0];

    public CropTransform CropFor(in BoundingBox person) => CropTransform.Region(person.Center, person.Width, person.Height, 0, 128, 256);

    public IReidEstimator CreateWorker() => new Worker(this);

    public void Dispose()
    {
    }

    private sealed class Worker(FakeReidModel model) : IReidEstimator
    {
        public void Estimate(ReadOnlySpan<PoseCrop> crops, ReadOnlySpan<Embedding> results)
        {
            Interlocked.Increment(ref model._runs);
            for (var i = 0; i < crops.Length; i++)
            {
                results[i].Take(model.Behaviour(crops[i]));
            }
        }

        public void Dispose()
        {
        }
    }
}
