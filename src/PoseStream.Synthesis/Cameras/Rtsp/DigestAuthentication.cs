using System.Security.Cryptography;
using System.Text;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>The arithmetic of Digest authentication with MD5 (RFC 2617 §3.2.2).</summary>
internal static class DigestAuthentication
{
    /// <param name="fields">Of the client's Authorization header: realm, nonce and uri, and with qop=auth also nc and cnonce.</param>
    /// <returns>What the client must have sent as its response; null where a field is missing or the kind of protection is unknown.</returns>
    public static string? Response(IReadOnlyDictionary<string, string> fields, string method, string user, string password)
    {
        if (!fields.TryGetValue("realm", out var realm) || !fields.TryGetValue("nonce", out var nonce) || !fields.TryGetValue("uri", out var uri))
        {
            return null;
        }

        var who = Hash($"{user}:{realm}:{password}");
        var what = Hash($"{method}:{uri}");
        if (!fields.TryGetValue("qop", out var protection))
        {
            return Hash($"{who}:{nonce}:{what}");
        }

        return protection == "auth" && fields.TryGetValue("nc", out var count) && fields.TryGetValue("cnonce", out var clientNonce)
            ? Hash($"{who}:{nonce}:{count}:{clientNonce}:{protection}:{what}")
            : null;
    }

    // The weak hash is the protocol's: cameras and their clients know no other.
#pragma warning disable CA5351
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
