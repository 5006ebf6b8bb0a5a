using System.Net;
using Microsoft.AspNetCore.Http;

namespace PoseStream.Daemon.Web;

/// <summary>
/// Answers only those who ask for this service by an address, as localhost, or by a name it was told. A page of somebody else, whose name is made to lead here
/// for a moment (DNS rebinding), asks for that name, and would else read what the browser's user may read.
/// </summary>
internal sealed class HostFilter(IEnumerable<string> names)
{
    private readonly HashSet<string> _names = new([.. names, "localhost"], StringComparer.OrdinalIgnoreCase);

    public bool Accepts(HostString host) => host.Host.Trim('[', ']') is var name && (_names.Contains(name) || IPAddress.TryParse(name, out _));
}
