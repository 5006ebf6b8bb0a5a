using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using PoseStream.Synthesis.Cameras;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Cameras;

/// <summary>The camera's manners towards clients that say what they should not, with a clock moved by hand.</summary>
public sealed class SimulatedCameraTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(DummyClip.Interval_ms);
    private readonly ManualTimeProvider _time = new();
    private readonly LogCollector _log = new();
    private readonly List<SimulatedCamera> _cameras = [];
    private readonly List<RawRtspClient> _clients = [];

    [Fact]
    public async Task Options_BeforeAnything_NamesTheMethods()
    {
        var client = await ConnectAsync(Start());

        var (status, text) = await client.AskAsync("OPTIONS");

        Assert.Equal(200, status);
        Assert.Contains("Public: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_Stream_AnswersItsDescription()
    {
        var client = await ConnectAsync(Start());

        var (status, text) = await client.AskAsync("DESCRIBE");

        Assert.Equal(200, status);
        Assert.Contains("sprop-parameter-sets=", text, StringComparison.Ordinal);
        Assert.Contains("/stream/\r\n", text, StringComparison.Ordinal);
        Assert.Equal(404, (await client.AskAsync("DESCRIBE", path: "s")).Status);
    }

    [Fact]
    public async Task Requests_OutOfPlace_AreRefusedByTheRightNumber()
    {
        var client = await ConnectAsync(Start());

        Assert.Equal(454, (await client.AskAsync("PLAY", "Session: 1\r\n")).Status);
        Assert.Equal(501, (await client.AskAsync("ANNOUNCE")).Status);
        Assert.Equal(461, (await client.AskAsync("SETUP", "Transport: RTP/AVP;multicast\r\n", "/track1")).Status);
        Assert.Equal(461, (await client.AskAsync("SETUP", path: "/track1")).Status);
        Assert.Equal(404, (await client.AskAsync("SETUP", "Transport: RTP/AVP/TCP;interleaved=0-1\r\n", "/track2")).Status);
        await client.SetUpAsync();
        Assert.Equal(455, (await client.AskAsync("SETUP", "Transport: RTP/AVP/TCP;interleaved=0-1\r\n", "/track1")).Status);
        Assert.Equal(454, (await client.AskAsync("PLAY", $"Session: {client.Session}x\r\n")).Status);
        Assert.Equal(454, (await client.AskAsync("TEARDOWN")).Status);
        Assert.Equal(200, (await client.AskAsync("PLAY", $"Session: {client.Session};timeout=60\r\n")).Status);
    }

    [Fact]
    public async Task Request_ThatIsNoRtsp_IsAnsweredAndTheConnectionClosed()
    {
        var client = await ConnectAsync(Start());

        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Equal(400, (await client.AnswerAsync()).Status);
        await client.UntilClosedAsync();
    }

    [Fact]
    public async Task Play_FirstPackets_AreAReportAndAKeyFrame()
    {
        var camera = Start();
        var client = await ConnectAsync(camera);
        await client.PlayAsync();
        var (channel, report) = await NextAsync(client);
        var (mediaChannel, first) = await client.PacketAsync();

        Assert.Equal((1, 0), (channel, mediaChannel));
        Assert.Equal(200, report[1]);
        // The report's pair of times is the picture's own.
        Assert.Equal(first[4..8], report[16..20]);
        var seconds = BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(8)) - 2_208_988_800u;
        var captured = DateTimeOffset.FromUnixTimeSeconds(seconds) + TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(12)) / 4294967296.0);
        Assert.NotNull(camera.ShownAt(captured, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(0, camera.ShownAt(captured, TimeSpan.FromMilliseconds(1))!.Index % 3);
        Assert.Equal(24, first[12] & 0x1f);
    }

    [Fact]
    public async Task Play_Reports_ComeEverySecond()
    {
        var camera = Start();
        var client = await ConnectAsync(camera);
        await client.PlayAsync();
        await Eventually.ThatAsync(() => camera.Clients == 1);
        var reports = new List<uint>();

        // A report is due by the clock at which its picture is sent: the clock waits for each picture. The first is that of the next key frame.
        _time.Advance(3 * Interval);
        while (reports.Count < 4)
        {
            var (channel, packet) = await client.PacketAsync();
            if (channel == 1)
            {
                reports.Add(BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(16)));
            }
            else if ((packet[1] & 0x80) != 0)
            {
                _time.Advance(Interval);
            }
        }

        Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.InRange(unchecked(pair.Second - pair.First), 90_000u, 90_000u + (2 * 90 * DummyClip.Interval_ms)));
    }

    [Fact]
    public async Task Pause_WhilePicturesPass_GoesOnWithAKeyFrame()
    {
        var camera = Start();
        var client = await ConnectAsync(camera);
        await client.PlayAsync();
        await NextAsync(client);

        Assert.Equal(200, (await client.AskAsync("PAUSE", $"Session: {client.Session}\r\n")).Status);
        _time.Advance(Interval);
        await Eventually.ThatAsync(() => camera.ShownAt(_time.GetUtcNow(), Interval / 2) is not null);
        Assert.Equal(200, (await client.AskAsync("PLAY", $"Session: {client.Session}\r\n")).Status);

        byte[] packet;
        int channel;
        do
        {
            (channel, packet) = await NextAsync(client);
        }
        while (channel == 1);
        Assert.Equal(24, packet[12] & 0x1f);
    }

    [Fact]
    public async Task Teardown_Playing_EndsTheConnection()
    {
        var camera = Start();
        var client = await ConnectAsync(camera);
        await client.PlayAsync();
        await Eventually.ThatAsync(() => camera.Clients == 1);

        Assert.Equal(200, (await client.AskAsync("TEARDOWN", $"Session: {client.Session}\r\n")).Status);

        await client.UntilClosedAsync();
        await Eventually.ThatAsync(() => camera.Clients == 0);
    }

    [Fact]
    public async Task Client_ThatSaysNothing_IsLeftAfterTheTimeout_AndSignsOfLifeKeepIt()
    {
        var camera = Start(new SimulatedCameraOptions { SessionTimeout = TimeSpan.FromSeconds(10) });
        var silent = await ConnectAsync(camera);
        var alive = await ConnectAsync(camera);
        var reporting = await ConnectAsync(camera);
        Assert.Contains(";timeout=10", (await silent.AskAsync("SETUP", "Transport: RTP/AVP/TCP;interleaved=0-1\r\n", "/track1")).Text, StringComparison.Ordinal);
        await alive.SetUpAsync();
        await reporting.SetUpAsync();

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (await alive.AskAsync("GET_PARAMETER", $"Session: {alive.Session}\r\n")).Status);
        // A receiver report within the connection, and something to know that it was read.
        await reporting.SendAsync([(byte)'$', 1, 0, 1, 0]);
        await reporting.AskAsync("OPTIONS");
        _time.Advance(TimeSpan.FromSeconds(6));

        await silent.UntilClosedAsync();
        Assert.Equal(200, (await alive.AskAsync("OPTIONS")).Status);
        Assert.Equal(200, (await reporting.AskAsync("OPTIONS")).Status);
    }

    [Fact]
    public async Task Client_ThatDoesNotRead_LosesItsOwnPicturesOnly()
    {
        var camera = Start(clip: DummyClip.Of(6, 3, size: 300_000));
        var slow = await ConnectAsync(camera, receiveBuffer: 4096);
        var quick = await ConnectAsync(camera);
        await slow.PlayAsync();
        await quick.PlayAsync();
        var pictures = 0;
        while (camera.Dropped < 30)
        {
            var (channel, packet) = await NextAsync(quick);
            pictures += channel == 0 && (packet[1] & 0x80) != 0 ? 1 : 0;
            Assert.True(pictures < 1000, "the slow client never lagged");
        }

        var seen = pictures;
        while (pictures < seen + 10)
        {
            var (channel, packet) = await NextAsync(quick);
            pictures += channel == 0 && (packet[1] & 0x80) != 0 ? 1 : 0;
        }

        Assert.Equal(2, camera.Clients);
        slow.Dispose();
        await Eventually.ThatAsync(() => camera.Clients == 1);
        Assert.True(camera.Dropped >= 30);
    }

    [Fact]
    public async Task DelayStart_Play_IsAnsweredWhenItsTimeHasCome()
    {
        var camera = Start();
        camera.Mischief.DelayStart(TimeSpan.FromSeconds(5));
        var client = await ConnectAsync(camera);
        await client.SetUpAsync();
        var timers = _time.ArmedTimers;

        var answer = client.AskAsync("PLAY", $"Session: {client.Session}\r\n");
        await Eventually.ThatAsync(() => _time.ArmedTimers > timers);
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(200, (await answer).Status);
    }

    [Fact]
    public async Task Refuse_ThenAdmit_KeepsThePort()
    {
        var camera = Start();
        var port = camera.Port;
        camera.Refuse();
        camera.Refuse();
        await Assert.ThrowsAsync<SocketException>(() => RawRtspClient.ConnectAsync(port));

        camera.Admit();
        camera.Admit();

        Assert.Equal(200, (await (await ConnectAsync(camera)).AskAsync("OPTIONS")).Status);
        Assert.Equal(port, camera.Port);
    }

    [Fact]
    public void Start_PortTaken_SaysWhichAndWhatToDo()
    {
        var camera = Start();

        var e = Assert.Throws<IOException>(() => Start(new SimulatedCameraOptions { Listen = new IPEndPoint(IPAddress.Loopback, camera.Port) }));

        Assert.Contains($"127.0.0.1:{camera.Port}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/stream", 60, "Path")]
    [InlineData("", 60, "Path")]
    [InlineData("stream", 0.5, "SessionTimeout")]
    public void Start_OptionOutOfRange_IsNamed(string path, double timeout_s, string name)
    {
        var options = new SimulatedCameraOptions { Path = path, SessionTimeout = TimeSpan.FromSeconds(timeout_s) };

        Assert.Contains(name, Assert.Throws<ArgumentException>(() => Start(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clip_ThatThrows_EndsEveryConnectionAndIsLogged()
    {
        var camera = Start();
        var client = await ConnectAsync(camera);
        await client.SetUpAsync();

        camera.SwitchTo(new BrokenClip());
        await Eventually.ThatAsync(() =>
        {
            _time.Advance(Interval);
            return _log.Errors.Count > 0;
        });

        await client.UntilClosedAsync();
        _log.AssertNoErrors(8005);
    }

    [Fact]
    public async Task DisposeAsync_ClientsOfEveryKind_EndsSoon()
    {
        var camera = Start(clip: DummyClip.Of(6, 3, size: 300_000));
        var stuck = await ConnectAsync(camera, receiveBuffer: 4096);
        await ConnectAsync(camera);
        await stuck.PlayAsync();
        await Eventually.ThatAsync(() =>
        {
            _time.Advance(Interval);
            return camera.Dropped > 0;
        });

        await camera.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await camera.DisposeAsync();
        _log.AssertNoErrors();
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var camera in _cameras)
        {
            await camera.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        }

        _log.AssertNoErrors(8005);
    }

    private SimulatedCamera Start(SimulatedCameraOptions? options = null, IClip? clip = null)
    {
        var camera = SimulatedCamera.Start(clip ?? DummyClip.Of(6, 3), options ?? new SimulatedCameraOptions(), _time, _log);
        _cameras.Add(camera);
        return camera;
    }

    private async Task<RawRtspClient> ConnectAsync(SimulatedCamera camera, int? receiveBuffer = null)
    {
        var client = await RawRtspClient.ConnectAsync(camera.Port, receiveBuffer);
        _clients.Add(client);
        return client;
    }

    /// <summary>The next packet, with the clock moved on until there is one.</summary>
    private async Task<(int Channel, byte[] Packet)> NextAsync(RawRtspClient client)
    {
        var packet = client.PacketAsync();
        while (await Task.WhenAny(packet, Task.Delay(5)) != packet)
        {
            _time.Advance(Interval);
        }

        return await packet;
    }

    private sealed class BrokenClip : IClip
    {
        public int Count => 1;

        public long Duration_ns => 1;

        public Core.Video.ParameterSets ParameterSets => new(default, default);

        public Core.Video.AccessUnit this[int index] => throw new InvalidDataException("the clip's file is gone");
    }
}
