using System.Net;

namespace PoseStream.Daemon.Configuration;

/// <summary>The live page, /metrics and /healthz.</summary>
/// <param name="Listen">Port 0: any free one.</param>
/// <param name="Hosts">Names under which the page may be asked for, besides IP addresses and localhost.</param>
/// <param name="MaxViewers">Pages that may be open at once.</param>
public sealed record WebPlan(bool Enabled, IPEndPoint Listen, ValueList<string> Hosts, int MaxViewers);
