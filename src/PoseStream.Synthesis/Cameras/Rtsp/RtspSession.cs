using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using PoseStream.Synthesis.Cameras.Rtp;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>
/// One client's stream. Pictures are offered by the player and sent by a task of the session's own; a client that does not keep up loses its own pictures,
/// up to the next key frame, and holds up nobody.
/// </summary>
internal sealed class RtspSession(IPacketTransport transport, TimeProvider timeProvider) : IAsyncDisposable
{
    // About two seconds: a client that lags more is better served by a fresh key frame.
    private const int QueueLength = 60;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly H264Packetizer _packetizer = new(
        unchecked((uint)RandomNumberGenerator.GetInt32(int.MinValue, int.MaxValue)), (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue));

    // Waiting mode, where TryWrite tells that there was no room: nothing is dropped unseen.
    private readonly Channel<TimedUnit> _queue = Channel.CreateBounded<TimedUnit>(new BoundedChannelOptions(QueueLength) { SingleReader = true, SingleWriter = true });

    private readonly PacketBatch _pictures = new();
    private readonly PacketBatch _reports = new();
    private bool _playing;
    private bool _needsKeyFrame = true;
    private bool _lags;
    private long _dropped;
    private (long At, int Generation)? _lastReport;
    private Task _sending = Task.CompletedTask;

    public string Id { get; } = RandomNumberGenerator.GetInt32(int.MaxValue).ToString("x8", CultureInfo.InvariantCulture);

    public string TransportHeader => transport.Header;

    public ushort NextSequence => _packetizer.Sequence;

    public bool IsPlaying => Volatile.Read(ref _playing);

    /// <summary>Pictures that found the queue full, or came before the key frame after such.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Begins to send what is offered. Called once.</summary>
    /// <param name="cancellationToken">Ends it, also in the midst of a packet.</param>
    public void Start(CancellationToken cancellationToken) => _sending = SendAllAsync(cancellationToken);

    public void Play() => Volatile.Write(ref _playing, true);

    public void Pause() => Volatile.Write(ref _playing, false);

    /// <summary>Called by the player alone.</summary>
    public void Offer(TimedUnit unit)
    {
        if (!IsPlaying)
        {
            _needsKeyFrame = true;
            return;
        }

        if (!_needsKeyFrame || unit.Unit.IsKeyFrame)
        {
            _lags = !_queue.Writer.TryWrite(unit);
            _needsKeyFrame = _lags;
        }

        if (_lags)
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Waits until sending has ended, and throws what ended it.</summary>
    public async ValueTask DisposeAsync()
    {
        Pause();
        _queue.Writer.TryComplete();
        try
        {
            await _sending.ConfigureAwait(false);
        }
        finally
        {
            transport.Dispose();
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var unit in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsReportDue(unit))
            {
                await SendReportAsync(unit, cancellationToken).ConfigureAwait(false);
            }

            _pictures.Clear();
            _packetizer.Packetize(unit.Unit, unit.RtpTime, _pictures);
            await transport.SendPicturesAsync(_pictures, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsReportDue(TimedUnit unit) =>
        _lastReport is not var (at, generation) || generation != unit.ClockGeneration || timeProvider.GetElapsedTime(at) >= ReportInterval;

    private ValueTask SendReportAsync(TimedUnit unit, CancellationToken cancellationToken)
    {
        _lastReport = (timeProvider.GetTimestamp(), unit.ClockGeneration);
        _reports.Clear();
        RtcpSenderReport.Write(_reports.Add(RtcpSenderReport.Length), _packetizer.Source, unit.WallTime, unit.RtpTime, _packetizer.Packets, _packetizer.Octets);
        return transport.SendReportsAsync(_reports, cancellationToken);
    }
}
