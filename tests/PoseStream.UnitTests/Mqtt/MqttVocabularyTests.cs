using PoseStream.Core.Frames;
using PoseStream.Mqtt.Messages;
using PoseStream.Mqtt.Topics;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class MqttVocabularyTests
{
    [Fact]
    public void TopicTree_NodeAndStream_GiveTheTopics()
    {
        var tree = new TopicTree("truck-7");
        var stream = tree.ForStream(new CameraId("front.left"));

        Assert.Equal("posestream/v1/truck-7/status", tree.NodeStatus.Name);
        Assert.Equal("posestream/v1/truck-7/front.left/status", stream.Status.Name);
        Assert.Equal("posestream/v1/truck-7/front.left/poses", stream.Poses.Name);
        Assert.Equal("posestream/v1/truck-7/front.left/poses/json", stream.PosesJson.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a+")]
    [InlineData("#")]
    [InlineData("a b")]
    public void TopicTree_NameThatIsNoLevel_IsRefused(string node)
    {
        var error = Assert.Throws<ArgumentException>(() => new TopicTree(node));

        Assert.Contains($"'{node}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/+/b")]
    [InlineData("a/#")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\uFFFFb")]
    public void Topic_NotFitToPublishTo_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new MqttTopic(name));

    [Fact]
    public void Topic_TooLong_IsRefused()
    {
        Assert.Equal(65535, new MqttTopic(new string('a', 65535)).Name.Length);
        Assert.Throws<ArgumentException>(() => new MqttTopic(new string('a', 65536)));
    }

    [Fact]
    public void Topic_SameName_IsEqual()
    {
        Assert.Equal(new MqttTopic("ä/b"), new MqttTopic("ä/b"));
        Assert.NotEqual(new MqttTopic("a"), new MqttTopic("b"));
    }

    [Theory]
    [InlineData("", "v")]
    [InlineData("k", "")]
    [InlineData("k", "a\u0001")]
    public void Properties_TextNotAllowed_IsRefused(string key, string value) =>
        Assert.Throws<ArgumentException>(() => new MqttProperties(user: KeyValuePair.Create(key, value)));

    [Fact]
    public void Properties_ExpiryBelowASecond_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new MqttProperties(expiry: TimeSpan.FromMilliseconds(999)));
}
