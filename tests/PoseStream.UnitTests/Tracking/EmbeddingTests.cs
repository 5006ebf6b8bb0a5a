using PoseStream.Core.Tracking;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class EmbeddingTests
{
    private static readonly EmbeddingSpace Space = new(3, 0.8f, 0.5f);

    [Theory]
    [InlineData(3, 0, 4)]
    [InlineData(3e-30f, 0, 4e-30f)]
    [InlineData(3e30f, 0, 4e30f)]
    public void Take_VectorOfAnyLength_IsOfUnitLength(float x, float y, float z)
    {
        var embedding = Of(x, y, z);
        Assert.True(embedding.IsKnown);
        Assert.Equal([0.6f, 0f, 0.8f], embedding.Values.ToArray().Select(static value => MathF.Round(value, 6)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, float.NaN, 0)]
    [InlineData(1, 0, float.PositiveInfinity)]
    public void Take_NoDirection_IsNotKnownAgain(float x, float y, float z)
    {
        var embedding = Of(1, 0, 0);
        embedding.Take([x, y, z]);
        Assert.False(embedding.IsKnown);
        Assert.True(embedding.Values.IsEmpty);
    }

    [Fact]
    public void Cosine_OfDirections_IsAsTheAngleSays()
    {
        Assert.Equal(1, Embedding.Cosine(Of(1, 2, 3), Of(2, 4, 6)), 1e-6f);
        Assert.Equal(0, Embedding.Cosine(Of(1, 0, 0), Of(0, 5, 0)), 1e-6f);
        Assert.Equal(-1, Embedding.Cosine(Of(1, 2, 3), Of(-1, -2, -3)), 1e-6f);
    }

    [Fact]
    public void Blend_ManySights_HasTheirMeanCosine()
    {
        var mean = new Embedding(Space);
        mean.Blend(Of(1, 0, 0), 0.25f);
        Assert.Equal(1, Embedding.Cosine(mean, Of(1, 0, 0)), 1e-6f);
        mean.Blend(Of(0, 1, 0), 0.5f);
        Assert.Equal([0.5f, 0.5f, 0f], mean.Values.ToArray());

        // The mean of 1 and 0, and not that of the mean's direction.
        Assert.Equal(0.5f, Embedding.Cosine(mean, Of(1, 0, 0)), 1e-6f);
    }

    [Fact]
    public void Blend_OppositeSights_AreLikeNobody()
    {
        var mean = Of(1, 0, 0);
        mean.Blend(Of(-1, 0, 0), 0.5f);
        Assert.Equal(0, Embedding.Cosine(mean, Of(1, 0, 0)));
    }

    [Fact]
    public void Likeness_OfTheMeans_IsOneAndNought()
    {
        Assert.Equal(1, Space.Likeness(0.8f), 1e-6f);
        Assert.Equal(0, Space.Likeness(0.5f), 1e-6f);
        Assert.Equal(0.5f, Space.Likeness(0.65f), 1e-6f);
    }

    [Fact]
    public void TakeBlendAndCompare_AllocateNothing()
    {
        var (mean, seen, vector) = (Of(1, 0, 0), Of(0, 1, 0), new float[] { 1, 2, 3 });
        Embedding.Cosine(mean, seen);
        Assert.Equal(0, Allocation.Of(Run, 100));

        void Run()
        {
            seen.Take(vector);
            mean.Blend(seen, 0.1f);
            Embedding.Cosine(mean, seen);
        }
    }

    private static Embedding Of(params ReadOnlySpan<float> vector)
    {
        var embedding = new Embedding(Space);
        embedding.Take(vector);
        return embedding;
    }
}
