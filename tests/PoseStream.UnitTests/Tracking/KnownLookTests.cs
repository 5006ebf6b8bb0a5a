using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;

namespace PoseStream.UnitTests.Tracking;

public sealed class KnownLookTests
{
    private static readonly EmbeddingSpace Space = new(3, 0.8f, 0.5f);
    private static readonly SeenLook Ann = Of(1, 0, 0);
    private static readonly SeenLook Bob = Of(0, 1, 0);

    [Fact]
    public void Remember_ClearAfterUnclear_ForgetsWhomItMayHaveBeen()
    {
        var look = new KnownLook();
        look.Remember(Bob, isClear: false, MediaTime.FromSeconds(0));
        Assert.True(look.IsLike(Bob));
        Assert.False(look.IsFresh(MediaTime.FromSeconds(0.1)));

        look.Remember(Ann, isClear: true, MediaTime.FromSeconds(0.2));
        Assert.Equal(0, look.Surprise(Ann));
        Assert.Equal(KnownLook.MostSurprise, look.Surprise(Bob));
        Assert.True(look.IsFresh(MediaTime.FromSeconds(0.3)));
        Assert.False(look.IsFresh(MediaTime.FromSeconds(1.3)));
    }

    [Fact]
    public void Remember_UnclearAfterClear_ChangesNothing()
    {
        var look = new KnownLook();
        look.Remember(Ann, isClear: true, MediaTime.FromSeconds(0));
        look.Remember(Bob, isClear: false, MediaTime.FromSeconds(0.1));
        Assert.Equal(0, look.Surprise(Ann));
    }

    private static SeenLook Of(params float[] vector)
    {
        var embedding = new Embedding(Space);
        embedding.Take(vector);
        return new SeenLook(default, embedding);
    }
}
