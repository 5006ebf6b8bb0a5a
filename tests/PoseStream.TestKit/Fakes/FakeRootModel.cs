using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;

namespace PoseStream.TestKit.Fakes;

/// <summary>A root network that does what a test says; by default it makes no sense of anybody.</summary>
public sealed class FakeRootModel : IRootModel
{
    public ModelDescription Description { get; } = new("fake-root", "fake", "cpu", null);

    public int MaxBatch => 1;

    public Func<PoseCrop, RootEstimate> Behaviour { get; set; } = static crop => new RootEstimate(default, float.NaN);

    public CropTransform CropFor(in BoundingBox person) => CropTransform.Region(person.Center, person.Height, person.Height, 0, 256, 256);

    public IRootEstimator CreateWorker() => new Worker(this);

    public void Dispose()
    {
    }

    private sealed class Worker(FakeRootModel model) : IRootEstimator
    {
        public void Estimate(ReadOnlySpan<PoseCrop> crops, Span<RootEstimate> results)
        {
            for (var i = 0; i < crops.Length; i++)
            {
                results[i] = model.Behaviour(crops[i]);
            }
        }

        public void Dispose()
        {
        }
    }
}
