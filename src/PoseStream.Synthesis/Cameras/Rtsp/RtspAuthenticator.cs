using System.Security.Cryptography;
using System.Text;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>Asks one connection's client for its credentials.</summary>
internal sealed class RtspAuthenticator(AuthenticationScheme scheme)
{
    private const string Realm = "simulated camera";
    private const string BasicPrefix = "Basic ";
    private const string DigestPrefix = "Digest ";
    private readonly string _nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>For the WWW-Authenticate header. Without qop, which not every client knows; who uses it is understood all the same.</summary>
    public string Challenge => scheme == AuthenticationScheme.Basic ? $"Basic realm=\"{Realm}\"" : $"Digest realm=\"{Realm}\", nonce=\"{_nonce}\"";

    public bool Accepts(RtspRequest request, CameraCredentials? credentials)
    {
        if (credentials is null)
        {
            return true;
        }

        return request.Header("Authorization") switch
        {
            { } header when scheme == AuthenticationScheme.Basic && header.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase) =>
                Equal(header[BasicPrefix.Length..].Trim(), Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.User}:{credentials.Password}"))),
            { } header when scheme == AuthenticationScheme.Digest && header.StartsWith(DigestPrefix, StringComparison.OrdinalIgnoreCase) =>
                AcceptsDigest(AuthorizationFields.Parse(header[DigestPrefix.Length..]), request, credentials),
            _ => false,
        };
    }

    private static bool Equal(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private bool AcceptsDigest(IReadOnlyDictionary<string, string> fields, RtspRequest request, CameraCredentials credentials) =>
        fields.GetValueOrDefault("username") == credentials.User
        && fields.GetValueOrDefault("realm") == Realm
        && fields.GetValueOrDefault("nonce") == _nonce
        && fields.GetValueOrDefault("uri") == request.Uri
        && fields.TryGetValue("response", out var given)
        && DigestAuthentication.Response(fields, request.Method, credentials.User, credentials.Password) is { } expected
        && Equal(given, expected);
}
