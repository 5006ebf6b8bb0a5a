using PoseStream.Mqtt;
using Xunit;

namespace PoseStream.UnitTests.Mqtt;

public sealed class MqttLibraryTests
{
    [Fact]
    public void Load_Installed_IsVersion2()
    {
        var version = MqttLibrary.Load();

        Assert.True(version >= new Version(2, 0));
        Assert.Equal(version, MqttLibrary.Load());
    }

    [Fact]
    public void Load_Missing_SaysWhatToInstall()
    {
        var error = Assert.Throws<MqttLibraryException>(() => MqttLibrary.Load("libmosquitto-absent.so.1"));

        Assert.Contains("apt-get install libmosquitto1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
