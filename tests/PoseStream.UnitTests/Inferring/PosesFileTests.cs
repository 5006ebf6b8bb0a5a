using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Inferring;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Inferring;

public sealed class PosesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_FolderThatIsAFile_NamesIt()
    {
        var file = _folder.Write("out", "-");
        Assert.Equal(
            $"--out: {file}/poses.jsonl.part cannot be written to ({file} is a file and no folder)",
            Assert.Throws<CommandFailedException>(() => PosesFile.Create(file)).Message);
    }

    [Fact]
    public void Complete_NameTakenByAFolder_KeepsThePosesAndSaysWhere()
    {
        var (taken, partial) = (Directory.CreateDirectory(_folder.PathOf("out/poses.jsonl")).FullName, _folder.PathOf("out/poses.jsonl.part"));
        using (var poses = PosesFile.Create(_folder.PathOf("out")))
        {
            poses.Stream.Write("{}"u8);
            Assert.Equal(
                $"--out: {taken} cannot be written to (it is a folder); the poses are in {partial}", Assert.Throws<CommandFailedException>(poses.Complete).Message);
        }

        Assert.Equal("{}", File.ReadAllText(partial));
    }
}
