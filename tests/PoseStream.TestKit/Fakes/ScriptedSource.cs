using PoseStream.Core.Frames;
using PoseStream.Core.Ports;

namespace PoseStream.TestKit.Fakes;

/// <summary>A source whose connections a test has written down, one script each; after the last it is silent until it is cancelled.</summary>
public sealed class ScriptedSource(TimeProvider time, params Func<SourceSession, SourceEnd>[] connections) : IFrameSource
{
    private int _connections;

    public static FrameGeometry Geometry { get; } = new(640, 480);

    public string DisplayName => "fake://camera";

    /// <summary>How often the source was started.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static SourceEnd EndOfFile { get; } = new(EndReason.EndOfFile, "end of file");

    public Task<SourceEnd> RunAsync(IFrameSink sink, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _connections) - 1;
        var session = new SourceSession(sink, time, Geometry, cancellationToken);
        return Task.Factory.StartNew(() => Run(number, session), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private SourceEnd Run(int number, SourceSession session)
    {
        try
        {
            if (number < connections.Length)
            {
                return connections[number](session);
            }

            session.WaitForCancellation();
        }
        catch (OperationCanceledException) when (session.Cancellation.IsCancellationRequested)
        {
            // A lossless sink that waited for a buffer.
        }

        return new SourceEnd(EndReason.Stopped, "stopped");
    }
}
