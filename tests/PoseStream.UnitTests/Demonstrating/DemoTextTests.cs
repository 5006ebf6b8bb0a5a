using PoseStream.Daemon.Demonstrating;
using Spectre.Console;
using Xunit;

namespace PoseStream.UnitTests.Demonstrating;

public sealed class DemoTextTests
{
    private static readonly Figures All = new(
        "all", new StreamFlow(100, 88, 0, new Dictionary<string, long> { ["superseded"] = 2, ["no_buffer"] = 10 }), 4, 200, 180, 0.9, double.NaN, 0.08, 0.05, 0.25, 3, 12.4, 30.6, 45);

    [Fact]
    public void Drops_SeveralReasons_MostFrequentFirst() => Assert.Equal("12 (10 no_buffer, 2 superseded)", DemoText.Drops(All.Flow));

    [Fact]
    public void Drops_None_IsZero() => Assert.Equal("0", DemoText.Drops(StreamFlow.None));

    [Fact]
    public void Share_NothingMeasured_IsADash() => Assert.Equal(("0.900", "-"), (DemoText.Share(All.Recall), DemoText.Share(All.Precision)));

    [Theory]
    [InlineData(3, true, new string[0])]
    [InlineData(0, true, new[] { "NO POSE" })]
    [InlineData(3, false, new[] { "vanished" })]
    public async Task WriteSummary_WhatWentWrong_IsSaid(long poses, bool conserved, string[] said)
    {
        var text = await SummaryAsync(new DemoResult(All, [All], 10, poses, 0, 0, conserved, 1));
        Assert.Contains("100 frames decoded = 88 published + 12 dropped + 0 in flight", text, StringComparison.Ordinal);
        Assert.Equal(said, new[] { "NO POSE", "vanished" }.Where(word => text.Contains(word, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(12, true)]
    public async Task WriteSummary_ManyDropped_SaysWhoseFaultItIs(long dropped, bool said)
    {
        var flow = new StreamFlow(100, 100 - dropped, 0, new Dictionary<string, long> { ["no_buffer"] = dropped });
        var figures = All with { Flow = flow };
        var text = await SummaryAsync(new DemoResult(figures, [figures, figures, figures], 10, 3, 0, 0, true, 1));
        Assert.Equal(said, text.Contains("no time for 12 % of the frames", StringComparison.Ordinal));
        Assert.Equal(said, text.Contains("--cameras 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(62)]
    [InlineData(79)]
    [InlineData(80)]
    [InlineData(105)]
    [InlineData(106)]
    [InlineData(200)]
    public void TableOf_AnyWidth_CutsNoWord(int width)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        var figures = All with { Name = "street-1", P50_ms = 1200, P95_ms = 1404, P99_ms = 1776 };
        console.Write(DemoText.TableOf(new DemoResult(All, [figures, figures], 10, 3, 0, 0, true, 1), width));

        var text = output.ToString();
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
        Assert.Contains("precision", text, StringComparison.Ordinal);
        Assert.Contains("1200 1404 1776", text, StringComparison.Ordinal);
        Assert.Equal(width >= 106, text.Contains("PA-MPJPE", StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public async Task WriteSummary_FramesMissedOrNotCompared_AreCounted()
    {
        var text = await SummaryAsync(new DemoResult(All, [All], 10, 1, 7, 5, true, 1));
        Assert.Contains("7 frames were published and not read in time", text, StringComparison.Ordinal);
        Assert.Contains("5 frames have a capture time", text, StringComparison.Ordinal);
    }

    [Fact]
    public void DemoLines_ResultsComeOften_PrintsEveryFiveSeconds()
    {
        using var output = new StringWriter();
        var lines = new DemoLines(output);
        for (var half = 1; half <= 24; half++)
        {
            lines.Show(new DemoResult(All, [All], half / 2.0, 1, 0, 0, true, 1));
        }

        var printed = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["5 s", "10 s"], printed.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Contains("12 (10 no_buffer, 2 superseded) dropped", printed[0], StringComparison.Ordinal);
    }

    private static async Task<string> SummaryAsync(DemoResult result)
    {
        using var output = new StringWriter();
        await DemoText.WriteSummaryAsync(output, result);
        return output.ToString();
    }
}
