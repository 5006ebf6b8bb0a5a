namespace PoseStream.Daemon.Simulating;

/// <summary>What a simulated camera does wrong.</summary>
internal enum FaultKind
{
    /// <summary>The same picture is sent again and again, as by a camera whose sensor hangs.</summary>
    Freeze,

    /// <summary>Nothing is sent while connections stay, as by a camera whose encoder hangs.</summary>
    Stall,

    /// <summary>Every connection is reset, and nobody can connect while it lasts; without a length, at once again.</summary>
    Cut,

    /// <summary>Every connection is reset, and the password is another one.</summary>
    Password,

    /// <summary>The picture is half as wide and half as high.</summary>
    Resolution,

    /// <summary>One RTP packet in twenty is lost on the way to clients over UDP.</summary>
    Loss,

    /// <summary>The time stamps of pictures jump, as when a camera starts its stream anew.</summary>
    Jump,

    /// <summary>The wall clock in sender reports jumps, as when a camera's time is set.</summary>
    Clock,
}
