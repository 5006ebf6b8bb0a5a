namespace PoseStream.Core.Ports;

/// <summary>Why a source stopped. A source only runs and returns; the supervisor decides what comes next.</summary>
public enum EndReason
{
    /// <summary>The caller asked for it.</summary>
    Stopped,

    /// <summary>A file was read to its end.</summary>
    EndOfFile,

    /// <summary>The server closed the stream.</summary>
    EndOfStream,

    /// <summary>The address does not answer: refused, no route, unknown host.</summary>
    Unreachable,

    /// <summary>The server answers but wants other credentials.</summary>
    AuthenticationFailed,

    /// <summary>The server or file system has no such stream or file.</summary>
    NotFound,

    /// <summary>Connected, then nothing came for as long as the deadline allows; or the server never answered.</summary>
    Stalled,

    /// <summary>The address, its scheme or the data are nothing that can be decoded.</summary>
    Unsupported,

    /// <summary>The data could be read but not decoded.</summary>
    DecodeError,

    /// <summary>Anything else that the other side or the system did.</summary>
    Failed,
}
