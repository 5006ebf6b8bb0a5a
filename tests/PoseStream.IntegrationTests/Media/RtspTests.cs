using PoseStream.Core.Ports;
using PoseStream.Core.Time;
using PoseStream.Media;
using PoseStream.TestKit.Rtsp;

using Xunit;

namespace PoseStream.IntegrationTests.Media;

public sealed class RtspTests
{
    [Fact]
    public async Task Experiment()
    {
        await using var server = await GStreamerRtspServer.StartAsync(new RtspServerOptions { Uneven = true });
        await using var run = new SourceRun(new FFmpegSourceOptions { Url = server.Url });
        await run.Sink.Until(s => s.Count >= 200);
        foreach (var l in run.Log.Lines) Console.WriteLine(l);
    }
}
