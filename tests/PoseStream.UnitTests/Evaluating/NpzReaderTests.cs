using System.IO.Compression;
using System.Numerics;
using System.Text;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

/// <summary>Arrays written byte by byte; that NumPy's own files are read is shown with NumPy.</summary>
public sealed class NpzReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Doubles_AreFramesOfJoints()
    {
        var values = Enumerable.Range(0, 2 * 5 * 3).SelectMany(i => BitConverter.GetBytes((double)i)).ToArray();
        var recording = Read(Npy("<f8", false, "(2, 5, 3)", values));
        Assert.Equal(["poses/0", "poses/1"], recording.Frames.Select(frame => $"{frame.Sequence}/{frame.Name}"));
        Assert.Equal(new Vector3(15, 16, 17), recording.Frames[1].People[0].Joints_m[0]);
        Assert.Equal("joint_4", recording.Skeleton.Joints[4].Name);
        Assert.Equal(0.02, recording.Frames[1].Time_s);
    }

    [Fact]
    public void Read_FortranOrder_IsTheSameArray()
    {
        // Element (frame, joint, axis) = 100 frame + 10 joint + axis, the first index fastest.
        var values = (from axis in Enumerable.Range(0, 3) from joint in Enumerable.Range(0, 4) from frame in Enumerable.Range(0, 2) select (100f * frame) + (10 * joint) + axis)
            .SelectMany(BitConverter.GetBytes).ToArray();
        var recording = Read(Npy("<f4", true, "(2, 4, 3)", values));
        Assert.Equal(new Vector3(130, 131, 132), recording.Frames[1].People[0].Joints_m[3]);
    }

    [Fact]
    public void Read_ThirtyTwoJoints_AreHuman36Ms()
    {
        var values = Enumerable.Range(0, 32).SelectMany(joint => Enumerable.Repeat((float)joint, 3)).SelectMany(BitConverter.GetBytes).ToArray();
        var recording = Read(Npy("<f4", false, "(1, 32, 3)", values));
        Assert.Equal("h36m17", recording.Skeleton.Name);
        Assert.Equal([0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 17, 18, 19, 25, 26, 27], recording.Frames[0].People[0].Joints_m.Select(joint => (int)joint.X));
    }

    [Theory]
    [InlineData("<c8", "(1, 1, 3)", "elements of type <c8 cannot be read")]
    [InlineData(">f4", "(1, 1, 3)", "elements of type >f4 cannot be read")]
    [InlineData("<f4", "(1000, 17, 3)", "8 bytes are too few")]
    [InlineData("<f4", "(99999999999,)", "")]
    public void Read_BadArray_NamesFileAndEntry(string type, string shape, string complaint) => Fails(Npy(type, false, shape, new byte[8]), $"poses.npy: {complaint}");

    [Fact]
    public void Read_NoArrayOfPoses_SaysWhatIsNeeded() => Fails(Npy("<f4", false, "(2,)", new byte[8]), "has no array of [frames, joints, 3]");

    [Fact]
    public void Read_HeaderCutOff_SaysSo() => Fails(Npy("<f4", false, "(1, 1, 3)", [])[..20], "poses.npy: ends within its header");

    [Fact]
    public void Read_NoZip_SaysSo()
    {
        var file = _folder.Write("a.npz", "hello");
        Assert.StartsWith($"{file}: is no npz file", Assert.Throws<CommandFailedException>(() => PoseFileReader.Read(file, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PickleThatCallsAFunction_IsRefusedAndNotRun()
    {
        // What a hostile file would hold: os.system("touch …").
        var victim = _folder.PathOf("touched");
        var pickle = $"\u0080\u0002cos\nsystem\nX{Size(victim.Length + 6)}touch {victim}\u0085R.";
        Fails(Npy("|O", false, "()", Encoding.Latin1.GetBytes(pickle)), "poses.npy: holds a pickle that calls os.system");
        Assert.False(File.Exists(victim));
    }

    [Theory]
    [InlineData("\u0080\u0002}X")]
    [InlineData("\u0080\u0002u.")]
    [InlineData("\u0080\u0002h\u0005.")]
    [InlineData("\u0080\u0002i")]
    [InlineData("\u0080\u0002]K\u0001s.")]
    [InlineData("")]
    public void Read_BrokenPickle_IsOneLine(string pickle) => Fails(Npy("|O", false, "()", Encoding.Latin1.GetBytes(pickle)), "poses.npy: holds a pickle");

    private static string Size(int length) => Encoding.Latin1.GetString(BitConverter.GetBytes(length));

    private static byte[] Npy(string type, bool fortran, string shape, byte[] data)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header), .. data];
    }

    private PoseRecording Read(byte[] npy)
    {
        var file = _folder.PathOf("a.npz");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("poses.npy").Open())
        {
            entry.Write(npy);
        }

        return PoseFileReader.Read(file, 0);
    }

    private void Fails(byte[] npy, string complaint)
    {
        var failure = Assert.Throws<CommandFailedException>(() => Read(npy));
        Assert.StartsWith($"{_folder.PathOf("a.npz")}: {complaint}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }
}
