using PoseStream.Synthesis.Datasets;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Datasets;

public sealed class TestSetTests
{
    [Fact]
    public void Draw_SameIndexTwice_DrawsTheSame()
    {
        var set = new TestSet(SampleStyle.Scenes);
        var (one, other) = (new Picture(), new Picture());

        var people = set.Draw(3, one).People.Count;
        set.Draw(4, other);
        var again = set.Draw(3, other).People.Count;

        Assert.Equal(one.Rgb, other.Rgb);
        Assert.Equal(people, again);
    }

    [Fact]
    public void Draw_Styles_HaveTheirOwnPictures()
    {
        var (scenes, hard) = (new Picture(), new Picture());

        new TestSet(SampleStyle.Scenes).Draw(0, scenes);
        new TestSet(SampleStyle.Wild).Draw(0, hard);

        Assert.NotEqual(scenes.Rgb, hard.Rgb);
    }
}
