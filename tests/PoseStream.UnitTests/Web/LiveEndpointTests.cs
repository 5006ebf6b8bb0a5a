using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PoseStream.Core.Frames;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Web;
using PoseStream.Pipeline;
using PoseStream.TestKit;
using PoseStream.TestKit.Fakes;
using PoseStream.UnitTests.Publishing;
using Xunit;

namespace PoseStream.UnitTests.Web;

public sealed class LiveEndpointTests : IDisposable
{
    private const int Frames = 100;

    private readonly ManualTimeProvider _time = new();
    private readonly LogCollector _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly LivePublisher _live = new([new CameraId("front")]);
    private readonly CameraFleet _cameras;

    public LiveEndpointTests() =>
        _cameras = new CameraFleet([], new PipelineServices([_live], new TrackIdSequence(), _time, new FixedRandom(0.5), _log));

    [Fact]
    public async Task Serve_OneBrowserTakesNothing_OnlyItsOwnMessagesAreLostAndItIsToldHowMany()
    {
        var endpoint = Endpoint();
        using var slow = new GatedStream();
        using var quick = new GatedStream();
        quick.Open();
        var serving = new[] { endpoint.ServeAsync(Request(slow)), endpoint.ServeAsync(Request(quick)) };
        await Eventually.ThatAsync(() => quick.Text.Contains("event: status", StringComparison.Ordinal) && slow.IsWaiting && _live.Viewers.SubscriberCount == 2);

        for (var i = 1; i <= Frames; i++)
        {
            _live.Publish(PublishedPoses.Frame);
            // The quick one keeps up; the slow one does not hold it up.
            await Eventually.ThatAsync(() => Count(quick, "frame") == i);
        }

        slow.Open();
        await Eventually.ThatAsync(() => Count(slow, "frame") + Missed(slow) == Frames);
        Assert.InRange(Count(slow, "frame"), 1, 10);
        Assert.Equal(0, Missed(quick));

        await _stop.CancelAsync();
        await Task.WhenAll(serving);
        Assert.Equal(0, _live.Viewers.SubscriberCount);
    }

    [Fact]
    public async Task Serve_TooManyPages_RefusesTheNextAndSaysWhy()
    {
        var endpoint = Endpoint(maxViewers: 1);
        using var first = new GatedStream();
        using var second = new GatedStream();
        first.Open();
        second.Open();
        var serving = endpoint.ServeAsync(Request(first));
        var refused = Request(second);

        await endpoint.ServeAsync(refused);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.Response.StatusCode);
        Assert.Contains("web.max_viewers", second.Text, StringComparison.Ordinal);
        await _stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task TellStatus_EachSecond_TellsOpenPages()
    {
        var endpoint = Endpoint();
        using var page = new GatedStream();
        page.Open();
        var serving = endpoint.ServeAsync(Request(page));
        var telling = endpoint.TellStatusAsync(_time);
        await Eventually.ThatAsync(() => Count(page, "status") == 1);

        _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.ThatAsync(() => Count(page, "status") == 2);

        await _stop.CancelAsync();
        await Task.WhenAll(serving, telling);
    }

    [Fact]
    public void Publish_NoPageOpen_AllocatesNothing()
    {
        _live.Publish(PublishedPoses.Frame);
        Assert.Equal(0, Allocation.Of(() => _live.Publish(PublishedPoses.Frame), Frames));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _cameras.Dispose();
        _live.Dispose();
        _stop.Dispose();
        _log.AssertNoErrors();
    }

    private LiveEndpoint Endpoint(int maxViewers = 8) => new(_live, _cameras, "node", "1.2.3", maxViewers, _stop.Token);

    private static DefaultHttpContext Request(Stream body)
    {
        var http = new DefaultHttpContext();
        http.Response.Body = body;
        return http;
    }

    private static int Count(GatedStream stream, string name) => Regex.Count(stream.Text, $"^event: {name}$", RegexOptions.Multiline);

    private static int Missed(GatedStream stream) => Regex.Matches(stream.Text, "^event: missed\ndata: (\\d+)$", RegexOptions.Multiline).Sum(match => int.Parse(match.Groups[1].Value));

    /// <summary>A connection whose other end takes nothing until it is opened.</summary>
    private sealed class GatedStream : MemoryStream
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public bool IsWaiting { get; private set; }

        public string Text
        {
            get
            {
                lock (_lock)
                {
                    return Encoding.UTF8.GetString(ToArray());
                }
            }
        }

        public void Open() => _open.TrySetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsWaiting = true;
            await _open.Task.WaitAsync(cancellationToken);
            lock (_lock)
            {
                Write(buffer.Span);
            }
        }
    }
}
