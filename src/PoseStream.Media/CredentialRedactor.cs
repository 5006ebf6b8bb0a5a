using System.Text.RegularExpressions;

namespace PoseStream.Media;

/// <summary>
/// The one place that takes credentials out of text before it is shown, logged or published. Pure and thread-safe.
/// Where an address is ambiguous (a password with '/', '?' or '@' in clear) it takes out too much rather than too little.
/// </summary>
public static partial class CredentialRedactor
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    private const string SchemeEnd = "://";

    // Shorter ones are part of common words, which nobody could read any more; in an address they are found by their place.
    private const int ShortestSecret = 4;

    /// <summary>
    /// Replaces by <see cref="Mask"/>: user and password of addresses (scheme://user:password@host, also without scheme), values of parameters called
    /// password, passphrase, passwd, pwd, pass, token, secret, key, apikey, auth, sig, signature, credential, streamid or with -pas at the end (also with a
    /// prefix: access_token=), of p in an address, and all that follows "Authorization:" in its line. An address is taken to end at white space and at quotes;
    /// for one that stands alone <see cref="RedactAddress"/> knows better.
    /// </summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = Authorization().Replace(text, "$1 " + Mask);
        result = Address().Replace(result, static match => match.Groups["scheme"].Value + RedactUserInfo(match.Groups["rest"].Value));
        result = BareUserInfo().Replace(result, Mask + "@");
        return Parameter().Replace(result, "${name}" + Mask);
    }

    /// <summary>As <see cref="Redact"/>, of a text that is one address or path and nothing else: its password may hold quotes, spaces and further addresses.</summary>
    public static string RedactAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var start = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (start < 0)
        {
            return Redact(address);
        }

        start += SchemeEnd.Length;
        var result = string.Concat(address.AsSpan(0, start), RedactUserInfo(address[start..]));
        return Redact(AddressParameter().Replace(result, "${name}" + Mask));
    }

    /// <summary>What <see cref="RedactAddress"/> takes out of an address, longest first, as it stands there and as it reads with %-escapes resolved.</summary>
    internal static IReadOnlyList<string> SecretsOf(string address)
    {
        var start = address.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var rest = address[(start + SchemeEnd.Length)..];
        var secrets = AddressParameter().Matches(rest).Select(match => match.Groups["value"].Value).ToList();
        if (RedactUserInfo(rest) != rest)
        {
            var userInfo = rest[..rest.LastIndexOf('@')];
            secrets.Add(userInfo);
            secrets.Add(userInfo[(userInfo.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }

        return
        [
            .. secrets.Concat(secrets.Select(Uri.UnescapeDataString)).Distinct(StringComparer.Ordinal)
                .Where(secret => secret.Length >= ShortestSecret).OrderByDescending(secret => secret.Length),
        ];
    }

    /// <param name="rest">An address after "://".</param>
    private static string RedactUserInfo(string rest)
    {
        var authorityEnd = rest.AsSpan().IndexOfAny("/?#");
        var authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        // Without ':' or '@' before the path there can be no password, and an '@' further on belongs to the path.
        if (!authority.Contains('@', StringComparison.Ordinal) && !authority.Contains(':', StringComparison.Ordinal))
        {
            return rest;
        }

        var end = rest.LastIndexOf('@');
        return end < 0 ? rest : string.Concat(Mask, rest.AsSpan(end));
    }

    // An address ends at white space, at a quote or bracket that cannot be in one, or where the next address begins.
    [GeneratedRegex("""(?<scheme>[a-z][a-z0-9+.\-]*://)(?<rest>(?:(?![,;|]?[a-z][a-z0-9+.\-]*://)[^\s"'<>])+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("""(?<![\w/*@.\-])[^\s"'<>/:@=]+:[^\s"'<>/@]+@(?=[\w\[])""", RegexOptions.CultureInvariant)]
    private static partial Regex BareUserInfo();

    [GeneratedRegex("""(?<name>(?:(?<![a-z0-9_.\-])(?:[\w.\-]*[_.\-])?(?:password|passphrase|passwd|pwd|pass|[a-z0-9]*pas|token|secret|apikey|key|auth|sig|signature|credentials?|streamid)|(?<=[?&])p)["']?\s*=\s*["']?)[^\s&;,"'#<>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    // Within one address only the next parameter ends a value.
    [GeneratedRegex("""(?<name>[?&](?:[\w.\-]*[_.\-])?(?:password|passphrase|passwd|pwd|pass|[a-z0-9]*pas|token|secret|apikey|key|auth|sig|signature|credentials?|streamid|p)=)(?<value>[^&]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressParameter();

    [GeneratedRegex("""((?:Proxy-)?Authorization["']?\s*[:=])[^\r\n]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();
}
