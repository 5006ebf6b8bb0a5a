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

    /// <summary>
    /// Replaces by <see cref="Mask"/>: user and password of addresses (scheme://user:password@host, also without scheme), values of parameters called
    /// password, passwd, pwd, pass, token, secret, key, apikey or auth (also with a prefix: access_token=), and all that follows "Authorization:" in its line.
    /// </summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = Authorization().Replace(text, "$1 " + Mask);
        result = Address().Replace(result, static match => match.Groups["scheme"].Value + RedactUserInfo(match.Groups["rest"].Value));
        result = BareUserInfo().Replace(result, Mask + "@");
        return Parameter().Replace(result, "${name}" + Mask);
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

    [GeneratedRegex("""(?<name>(?<![a-z0-9])(?:[\w.\-]*[_.\-])?(?:password|passwd|pwd|pass|token|secret|apikey|key|auth)["']?\s*=\s*["']?)[^\s&;,"'#<>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("""((?:Proxy-)?Authorization["']?\s*[:=])[^\r\n]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();
}
