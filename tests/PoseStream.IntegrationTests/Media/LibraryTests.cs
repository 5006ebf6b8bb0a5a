using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Media;
using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class LibraryTests
{
    [Fact]
    public void Load_SystemLibraries_TellsTheirVersions()
    {
        var versions = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Versions;

        Assert.InRange(versions.Format.Major, 59, 63);
        Assert.Equal(versions.Format.Major, versions.Codec.Major);
        Assert.NotEmpty(versions.Release);
        Assert.Null(versions.Directory);
    }

    [Fact]
    public void Load_AbsentDirectory_SaysSo()
    {
        var error = Assert.Throws<MediaLibraryException>(() => FFmpegLibrary.Load("/nowhere/ffmpeg", NullLogger.Instance, TimeProvider.System));

        Assert.Contains("'/nowhere/ffmpeg' does not exist", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Load_EmptyDirectory_NamesWhatWasTriedAndWhatToDo()
    {
        var directory = Directory.CreateTempSubdirectory("posestream-");
        try
        {
            var error = Assert.Throws<MediaLibraryException>(() => FFmpegLibrary.Load(directory.FullName, NullLogger.Instance, TimeProvider.System));

            Assert.Contains("libavformat.so.63, .62, .61, .60, .59", error.Message, StringComparison.Ordinal);
            Assert.Contains("apt-get install libavformat59 libavcodec59 libswscale6", error.Message, StringComparison.Ordinal);
            Assert.Contains(directory.FullName, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void ProbeHardwareDecoders_EveryKind_OpensOrSaysWhyNot()
    {
        var found = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).ProbeHardwareDecoders();

        Assert.Contains(found, decoder => decoder.Name == "vaapi");
        Assert.All(found, decoder => Assert.Equal(decoder.Opens, decoder.Failure is null));
        Assert.All(found.Where(decoder => !decoder.Opens), decoder => Assert.NotEmpty(decoder.Failure!));
    }
}
