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
    public void Load_DirectoryOfTheSystem_LoadsFromThere()
    {
        var directory = Path.GetDirectoryName(LoadedUtilLibrary());

        Assert.Equal(directory, FFmpegLibrary.Load(directory, NullLogger.Instance, TimeProvider.System).Versions.Directory);
    }

    [Fact]
    public void Load_IncompleteDirectory_NamesTheMissingFile()
    {
        var directory = Directory.CreateTempSubdirectory("posestream-");
        try
        {
            var versions = FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System).Versions;
            File.CreateSymbolicLink(Path.Combine(directory.FullName, $"libavutil.so.{versions.Util.Major}"), LoadedUtilLibrary());

            var error = Assert.Throws<MediaLibraryException>(() => FFmpegLibrary.Load(directory.FullName, NullLogger.Instance, TimeProvider.System));

            Assert.Contains($"libavcodec.so.{versions.Codec.Major} is missing", error.Message, StringComparison.Ordinal);
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

        Assert.NotEmpty(found);
        Assert.All(found, decoder => Assert.Equal(decoder.Opens, decoder.Failure is null));
        Assert.All(found.Where(decoder => !decoder.Opens), decoder => Assert.NotEmpty(decoder.Failure!));
    }

    private static string LoadedUtilLibrary()
    {
        FFmpegLibrary.Load(null, NullLogger.Instance, TimeProvider.System);
        return File.ReadLines("/proc/self/maps").First(line => line.Contains("/libavutil.so.", StringComparison.Ordinal)).Split(' ')[^1];
    }
}
