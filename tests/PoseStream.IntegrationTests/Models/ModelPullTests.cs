using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using PoseStream.Daemon.Models;
using PoseStream.TestKit;
using PoseStream.TestKit.Models;
using PoseStream.TestKit.Net;
using Xunit;

namespace PoseStream.IntegrationTests.Models;

/// <summary>Pulls from a real server on loopback.</summary>
public sealed class ModelPullTests : IAsyncLifetime, IDisposable
{
    private const int Size = 300_000;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private ModelServer _server = null!;
    private TestModel _model = null!;

    private string Target => _folder.PathOf("store/a-model.onnx");

    private string Part => $"{Target}.part";

    public async Task InitializeAsync()
    {
        _server = await ModelServer.StartAsync();
        Publish(_server.Url);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pull_WholeFile_IsInThePlaceAndPruned()
    {
        var progress = new Recorder();
        var located = await PullAsync(progress: progress);
        Assert.Equal(Target, located.SourcePath);
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
        Assert.Equal(_folder.PathOf("store/a-model.pruned.onnx"), located.Path);
        Assert.Equal(new ModelPullProgress("a-model.onnx", Size, Size), progress.Reports[^1]);
        Assert.Equal(progress.Reports.Select(report => report.Received).Order(), progress.Reports.Select(report => report.Received));
        Assert.False(File.Exists(Part));
        Assert.False(File.Exists($"{Part}.tag"));
    }

    [Fact]
    public async Task Pull_ModelAlreadyHere_AsksNobody()
    {
        await PullAsync();
        await PullAsync();
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Pull_ConnectionCutMidway_GoesOnFromThereInTheSameCall()
    {
        _server.Cuts.Enqueue(100_000);
        await PullAsync();
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
        Assert.Equal(["-", "bytes=100000-"], _server.Requests);
    }

    [Fact]
    public async Task Pull_ServerThatKeepsBreakingOff_FailsAndTheNextPullGoesOn()
    {
        _server.Cuts.Enqueue(100_000);
        _server.Cuts.Enqueue(0);
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Matches($@"^a-model\.onnx: {_server.Url} broke off at 100000 of 300000 bytes \(.+\); pull again; .+/a-model\.onnx\.part is kept, and the next pull goes on from there$", exception.Message);
        Assert.False(File.Exists(Target));
        Assert.Equal(100_000, new FileInfo(Part).Length);

        await PullAsync();
        Assert.Equal(["-", "bytes=100000-", "bytes=100000-"], _server.Requests);
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Pull_PartThatNoServerCanGoOnFrom_IsNotKept()
    {
        _server.ETag = null;
        _server.Cuts.Enqueue(100_000);
        _server.Cuts.Enqueue(50_000);
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.EndsWith("; pull again", exception.Message, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Pull_ServerUnreachableNow_KeepsWhatAnEarlierPullGot()
    {
        _folder.Write("store/a-model.onnx.part", _model.Contents[..1000]);
        _folder.Write("store/a-model.onnx.part.tag", "\"v1\"");
        using var nobody = new ClosedPort();
        Publish($"http://127.0.0.1:{nobody.Port}/model.onnx");
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.StartsWith($"a-model.onnx: http://127.0.0.1:{nobody.Port}/model.onnx cannot be reached (", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($"'posestream models add FILE'; {Part} is kept, and the next pull goes on from there", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task Pull_FileChangedOnTheServerInBetween_StartsAnew()
    {
        _server.Cuts.Enqueue(100_000);
        _server.Cuts.Enqueue(0);
        await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        _server.ETag = "\"v2\"";
        await PullAsync();
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Theory]
    [InlineData(false, "\"v1\"")]
    [InlineData(true, null)]
    [InlineData(true, "W/\"weak\"")]
    public async Task Pull_ServerThatCannotResume_StartsAnewAndSucceeds(bool ranges, string? etag)
    {
        _server.Ranges = ranges;
        _server.ETag = etag;
        _server.Cuts.Enqueue(100_000);
        await PullAsync();
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Pull_NoLengthAndCutShort_GoesOnFromThere()
    {
        _server.SendsLength = false;
        _server.Cuts.Enqueue(100_000);
        await PullAsync();
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Pull_WrongContents_IsRefusedAndDeleted()
    {
        var wrong = new TestModel("a-model", Size, seed: 9);
        _server.Contents = wrong.Contents;
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.StartsWith(
            $"a-model.onnx: what {_server.Url} sent is not the file of the manifest: expected SHA-256 {_model.Sha256}, found {wrong.Sha256};",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.PathOf("store")));
    }

    [Fact]
    public async Task Pull_PartOfAnotherFileUnderTheSameTag_IsRefusedThenPulledWhole()
    {
        _folder.Write("store/a-model.onnx.part", new byte[1000]);
        _folder.Write("store/a-model.onnx.part.tag", "\"v1\"");
        await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.False(File.Exists(Target));
        await PullAsync();
        Assert.Equal(["bytes=1000-", "-"], _server.Requests);
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Pull_PartLongerThanTheServersFile_IsThrownAwayAndAskedForAnew()
    {
        _folder.Write("store/a-model.onnx.part", new byte[1000]);
        _folder.Write("store/a-model.onnx.part.tag", "\"v1\"");
        _server.Contents = new byte[500];
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Contains("has 500 bytes, the manifest says 300000", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["bytes=1000-", "-"], _server.Requests);
    }

    [Theory]
    [InlineData(Size - 1)]
    [InlineData(Size + 1)]
    public async Task Pull_AnotherSize_IsRefusedBeforeTheBody(int size)
    {
        _server.Contents = new byte[size];
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Equal($"a-model.onnx: {_server.Url} has {size} bytes, the manifest says {Size}; it is another file", exception.Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Pull_MoreBytesThanExpectedWithoutALength_IsRefused()
    {
        _server.SendsLength = false;
        _server.Contents = new byte[Size + 5];
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Contains("sends more than the 300000 bytes", exception.Message, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Pull_NotFound_TellsAddressAndStatus()
    {
        Publish(_server.Url + ".not");
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.StartsWith($"a-model.onnx: {_server.Url}.not answers 404 Not Found;", exception.Message, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Pull_NobodyListens_TellsTheAddress()
    {
        using var nobody = new ClosedPort();
        var address = $"http://127.0.0.1:{nobody.Port}/model.onnx";
        Publish(address);
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Contains(address, exception.Message, StringComparison.Ordinal);
        Assert.Contains("refused", exception.Message, StringComparison.OrdinalIgnoreCase);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Pull_RedirectOffTheMachineWithoutHttps_IsRefused()
    {
        // Every name leads to the server of this test, so that the answer itself would be good.
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        _server.RedirectTo = _server.Url.Replace("127.0.0.1", "elsewhere.example", StringComparison.Ordinal) + "?redirected";
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync(client: client));
        Assert.Matches(@$"^a-model\.onnx: {_server.Url} leads to http://elsewhere\.example:\d+/model\.onnx, which is not https; correct the manifest$", exception.Message);
        Assert.Equal(2, _server.Requests.Count);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Pull_Cancelled_KeepsWhatCameAndTheNextPullGoesOn()
    {
        _server.Hangs = true;
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder(report =>
        {
            if (report.Received == Size / 2)
            {
                cancellation.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PullAsync(progress, cancellationToken: cancellation.Token));
        Assert.Equal(Size / 2, new FileInfo(Part).Length);
        Assert.False(File.Exists(Target));

        await PullAsync();
        Assert.Equal(["-", $"bytes={Size / 2}-"], _server.Requests);
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Pull_ServerFallsSilent_IsGivenUpAndResumed()
    {
        _server.Hangs = true;
        var time = new SteppedTime();
        var progress = new Recorder(report =>
        {
            if (report.Received == Size / 2)
            {
                time.FireTimer();
            }
        });
        await PullAsync(progress, time: time).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(["-", $"bytes={Size / 2}-"], _server.Requests);
        Assert.Equal(_model.Contents, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Pull_DiskFull_SaysSo()
    {
        Directory.CreateDirectory(_folder.PathOf("store"));
        File.CreateSymbolicLink(Part, "/dev/full");
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Matches(@"^.*/a-model\.onnx\.part: cannot be written to \(the disk is full\); the whole file has 300000 bytes, make room and pull again$", exception.Message);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Pull_AnotherPullOfTheSameFileIsRunning_IsRefused()
    {
        _server.Hangs = true;
        using var cancellation = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var first = PullAsync(new Recorder(_ => begun.TrySetResult()), cancellationToken: cancellation.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Contains("is another download of it running", exception.Message, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Pull_ModelWithoutAddress_TellsToAddIt()
    {
        Publish(null);
        var exception = await Assert.ThrowsAsync<ModelStoreException>(() => PullAsync());
        Assert.Equal("model 'a-model' has no address to pull from; add the file with 'posestream models add FILE'", exception.Message);
    }

    private void AssertNothingIsLeft() => Assert.Empty(Directory.EnumerateFiles(_folder.PathOf("store")));

    private void Publish(string? url)
    {
        _model = new TestModel("a-model", Size, url: url);
        _server.Contents = _model.Contents;
        _folder.Write("catalog/a.json", _model.Manifest);
    }

    private Task<LocatedModel> PullAsync(Recorder? progress = null, TimeProvider? time = null, HttpClient? client = null, CancellationToken cancellationToken = default)
    {
        progress ??= new Recorder();
        _server.ClientHas = progress.WaitForAsync;
        var store = new ModelStore(
            _folder.PathOf("store"),
            [],
            ModelCatalog.LoadFolders([_folder.PathOf("catalog")]),
            (input, output, _) => File.WriteAllBytes(output, File.ReadAllBytes(input)[..1000]),
            NullLogger<ModelStore>.Instance);
        return store.PullAsync("a-model", new ModelDownloader(client ?? _client, time ?? TimeProvider.System, NullLogger<ModelDownloader>.Instance), progress, cancellationToken);
    }

    /// <summary>Reports at once, on the thread that receives.</summary>
    private sealed class Recorder(Action<ModelPullProgress>? then = null) : IProgress<ModelPullProgress>
    {
        private readonly ConcurrentDictionary<long, TaskCompletionSource> _received = new();

        public List<ModelPullProgress> Reports { get; } = [];

        public Task WaitForAsync(long bytes) => Reached(bytes).Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void Report(ModelPullProgress value)
        {
            Reports.Add(value);
            Reached(value.Received).TrySetResult();
            then?.Invoke(value);
        }

        private TaskCompletionSource Reached(long bytes) =>
            _received.GetOrAdd(bytes, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
