using PoseStream.Core.Frames;
using Xunit;

namespace PoseStream.UnitTests.Frames;

public sealed class CameraIdTests
{
    [Theory]
    [InlineData("front")]
    [InlineData("gym-2.left_A")]
    public void Constructor_GoodName_IsKept(string name) => Assert.Equal(name, new CameraId(name).Value);

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("#")]
    [InlineData("käfer")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("-_-")]
    public void Constructor_NameThatFitsNoTopicOrFile_Throws(string name) => Assert.Throws<ArgumentException>(() => new CameraId(name));

    [Fact]
    public void Constructor_65Letters_ThrowsWithTheName()
    {
        var name = new string('a', 65);
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => new CameraId(name)).Message, StringComparison.Ordinal);
    }
}
