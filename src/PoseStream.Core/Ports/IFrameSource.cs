namespace PoseStream.Core.Ports;

/// <summary>A camera, a file, anything that gives pictures. Each <see cref="RunAsync"/> is one connection.</summary>
public interface IFrameSource
{
    /// <summary>What to show a person: the address, credentials redacted.</summary>
    string DisplayName { get; }

    /// <summary>
    /// Connects, decodes on a thread of its own into <paramref name="sink"/>, and returns why it ended. It does not retry and does not throw for anything a camera can do.
    /// Ends soon after <paramref name="cancellationToken"/>, also when the other side is silent.
    /// </summary>
    Task<SourceEnd> RunAsync(IFrameSink sink, CancellationToken cancellationToken);
}
