using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace PoseStream.TestKit.Mqtt;

/// <summary>A real mosquitto_sub, MQTT 5, QoS 1.</summary>
public sealed class MosquittoSubscriber : IAsyncDisposable
{
    private const string Mark = "MESSAGE\t";
    private const string Format = Mark + @"%t\t%r\t%q\t%x\t%C\t%E\t%P";
    // Whoever is to send may have to start first, on a busy machine.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private MosquittoSubscriber(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Returns when the broker has confirmed the subscription.</summary>
    /// <param name="filter">May have wildcards.</param>
    /// <param name="arguments">More for mosquitto_sub, such as -u and -P.</param>
    public static async Task<MosquittoSubscriber> SubscribeAsync(MosquittoBroker broker, string filter, params string[] arguments)
    {
        string port = broker.Port.ToString(CultureInfo.InvariantCulture);
        // stdbuf: what goes to a pipe would wait for a full block.
        var start = new ProcessStartInfo("stdbuf", ["-oL", "mosquitto_sub", "-h", "127.0.0.1", "-p", port, "-V", "5", "-q", "1", "-d", "-t", filter, "-F", Format, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        var subscriber = new MosquittoSubscriber(Process.Start(start)!);
        await subscriber._subscribed.Task.WaitAsync(Timeout);
        return subscriber;
    }

    /// <summary>The next message, in the order of the broker.</summary>
    public async Task<ReceivedMessage> NextAsync() => await _messages.Reader.ReadAsync().AsTask().WaitAsync(Timeout);

    /// <summary>Skips messages until one fits.</summary>
    public async Task<ReceivedMessage> NextAsync(Predicate<ReceivedMessage> fits)
    {
        while (true)
        {
            var message = await NextAsync();
            if (fits(message))
            {
                return message;
            }
        }
    }

    /// <summary>What has come and was not taken.</summary>
    public IReadOnlyList<ReceivedMessage> TakeWaiting()
    {
        var waiting = new List<ReceivedMessage>();
        while (_messages.Reader.TryRead(out var message))
        {
            waiting.Add(message);
        }

        return waiting;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Subscribed ", StringComparison.Ordinal))
            {
                _subscribed.TrySetResult();
            }
            else if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                _messages.Writer.TryWrite(Parse(line[Mark.Length..].Split('\t')));
            }
        }

        var end = new InvalidOperationException("mosquitto_sub has ended");
        _subscribed.TrySetException(end);
        _messages.Writer.TryComplete(end);
    }

    private static ReceivedMessage Parse(string[] fields)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in fields[6].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            properties[pair[..colon]] = pair[(colon + 1)..];
        }

        if (fields[4].Length > 0)
        {
            properties["content-type"] = fields[4];
        }

        if (fields[5].Length > 0)
        {
            properties["message-expiry-interval"] = fields[5];
        }

        return new ReceivedMessage(fields[0], Convert.FromHexString(fields[3]), fields[1] == "1", int.Parse(fields[2], CultureInfo.InvariantCulture), properties);
    }
}
