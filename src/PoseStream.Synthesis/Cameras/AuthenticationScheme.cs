namespace PoseStream.Synthesis.Cameras;

/// <summary>How a camera wants to be told the password.</summary>
public enum AuthenticationScheme
{
    /// <summary>In the clear (RFC 7617).</summary>
    Basic,

    /// <summary>As a hash with a number used once (RFC 2617, MD5, as cameras do it).</summary>
    Digest,
}
