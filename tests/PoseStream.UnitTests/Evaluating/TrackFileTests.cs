using PoseStream.Daemon.Evaluating.Tracks;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Evaluating;

public sealed class TrackFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_MotChallengeText_IsCountedByHand()
    {
        // Person 1 is followed by track 5, then 6; person 2 is missed once; one ghost. 4 truths, 1 miss, 1 false positive, 1 switch.
        var truth = _folder.Write("gt.txt", "1,1,0,0,10,20,1,1,1\n2,1,0,0,10,20,1,1,1\n1,2,100,0,10,20,1,1,1\n2,2,100,0,10,20,1,1,1\n");
        var found = _folder.Write("found.txt", "1,5,0,0,10,20,0.9,-1,-1,-1\n2,6,0,0,10,20,0.9\n1,7,100,0,10,20,0.4\n2,8,500,0,10,20,0.4\n");
        var values = TrackComparison.Run(found, truth, 0.25, 0.5f).Results.ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal((1, 1, 1), (values["misses"], values["false positives"], values["id switches"]));
        Assert.Equal(0.25, values["MOTA"], 1e-12);
        Assert.Equal(2 * 2 / 8.0, values["IDF1"], 1e-12);
    }

    [Fact]
    public void Run_TruthNotConsidered_TakesWhatMeetsItAway()
    {
        var truth = _folder.Write("gt.txt", "1,1,0,0,10,20,1,1,1\n1,2,100,0,10,20,0,8,1\n");
        var found = _folder.Write("found.txt", "1,5,0,0,10,20,1\n1,6,101,0,10,20,0\n");
        var evaluation = TrackComparison.Run(found, truth, 0.25, 0.5f);
        Assert.Equal(1, evaluation.Results.Single(result => result.Name == "MOTA").Value);
        Assert.Contains(evaluation.Notes, note => note.StartsWith("1 truths need not be found", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1,1,0,0,10", "line 1: has 5 values")]
    [InlineData("\n1,1,0,0,10,x,1", "line 2, value 6: \"x\" is no number")]
    [InlineData("1,-1,0,0,10,10,1", "line 1, value 2: \"-1\" is no whole number")]
    [InlineData("1.5,1,0,0,10,10,1", "line 1, value 1: \"1.5\" is no whole number")]
    [InlineData("1,1,0,0,10,10,1\n1,1,50,0,10,10,1", "line 2: id 1 is in frame 1 twice")]
    [InlineData("", "has no line")]
    public void Read_Bad_NamesFileAndLine(string text, string complaint)
    {
        var file = _folder.Write("bad.txt", text);
        Assert.StartsWith($"{file}: {complaint}", Assert.Throws<CommandFailedException>(() => TrackFile.Read(file, isTruth: false, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoCommonFrame_NamesBothRanges()
    {
        var failure = Assert.Throws<CommandFailedException>(() => TrackComparison.Run(
            _folder.Write("a.txt", "1,1,0,0,1,1,1\n3,1,0,0,1,1,1"), _folder.Write("b.txt", "7,1,0,0,1,1,1"), 0.25, 0.5f));
        Assert.Contains("(1 to 3)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(7 to 7)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PicturesWithoutNumbers_RefusesForOrder()
    {
        var (poses, truth) = new SyntheticRecording { NameOf = frame => $"a{frame}.jpg" }.Write(_folder);
        Assert.Contains("a0.jpg", Assert.Throws<CommandFailedException>(() => TrackComparison.Run(poses, truth, 0.25, 0.5f)).Message, StringComparison.Ordinal);
    }
}
