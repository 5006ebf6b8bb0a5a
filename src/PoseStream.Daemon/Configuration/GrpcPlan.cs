using System.Net;

namespace PoseStream.Daemon.Configuration;

/// <param name="Listen">Port 0: any free one.</param>
/// <param name="SubscriberQueue">Messages kept for a slow subscriber; older ones are dropped and counted.</param>
/// <param name="WriteTimeout">A subscriber that takes nothing for this long is disconnected.</param>
public sealed record GrpcPlan(
    bool Enabled, IPEndPoint Listen, int MaxSubscribers, bool Reflection, int SubscriberQueue, TimeSpan WriteTimeout);
