using PoseStream.Daemon.Evaluating.Angles;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

public sealed class AngleFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RadiansAgainstDegrees_AreCompared()
    {
        var truth = Write("truth.mot", "yes", "time\tpelvis_tx\tknee\thip", "0\t9\t10\t0", "1\t9\t20\t0");
        var found = Write("found.mot", "no", "time\thip\tknee", "0\t0.1\t0.17453292519943295", "1\t0\t0.17453292519943295");
        var results = AngleComparison.Run(MotReader.Read(found), MotReader.Read(truth)).Results;

        // Knee 0 and 10 degrees off, hip 5.73 and 0.
        Assert.Equal(["2 angles", "knee", "hip"], results.Select(result => result.Joints));
        Assert.Equal(5, results[1].Value, 1e-9);
        Assert.Equal((5 + double.RadiansToDegrees(0.05)) / 2, results[0].Value, 1e-9);
        Assert.Equal(4, results[0].Samples);
    }

    [Fact]
    public void Run_OtherTimes_AreInterpolatedAlsoAcrossAWholeTurn()
    {
        var truth = Write("truth.mot", "yes", "time a", "0.5 0", "3 0");
        var found = Write("found.mot", "yes", "time a", "0 350", "1 12");
        var evaluation = AngleComparison.Run(MotReader.Read(found), MotReader.Read(truth));
        Assert.Equal(1, evaluation.Results[0].Value, 1e-9);
        Assert.StartsWith("1 of 2 times", evaluation.Notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", "time\tknee", "0\t1\t2", "line 8: has 3 values; there are 2 columns")]
    [InlineData("yes", "time\tknee", "0\tx", "line 8, column 2: \"x\" is no number")]
    [InlineData("maybe", "time\tknee", "0\t1", "inDegrees=maybe: it must be yes or no")]
    [InlineData("yes", "knee\ttime", "0\t1", "line 7: the names of the columns")]
    public void Read_Bad_NamesFileAndLine(string degrees, string names, string row, string complaint)
    {
        var file = Write("bad.mot", degrees, names, row);
        Assert.StartsWith($"{file}: {complaint}", Assert.Throws<CommandFailedException>(() => MotReader.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingInCommon_SaysSo()
    {
        var knee = MotReader.Read(Write("a.mot", "yes", "time\tknee", "0\t1"));
        var hip = MotReader.Read(Write("b.mot", "yes", "time\thip", "0\t1"));
        var later = MotReader.Read(Write("c.mot", "yes", "time\tknee", "5\t1"));
        Assert.Contains("none of the angles", Assert.Throws<CommandFailedException>(() => AngleComparison.Run(knee, hip)).Message, StringComparison.Ordinal);
        Assert.Contains("no time of", Assert.Throws<CommandFailedException>(() => AngleComparison.Run(knee, later)).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string degrees, string names, params string[] rows) =>
        _folder.Write(name, $"Coordinates\nversion=1\nnRows={rows.Length}\nnColumns=2\n\ninDegrees={degrees}\nendheader\n{names}\n{string.Join('\n', rows)}\n".Replace("\n\nin", "\nin", StringComparison.Ordinal));
}
