using System.Net;

namespace PoseStream.Daemon.Hosting;

/// <summary>Where the service listens, ports filled in; null for what is off.</summary>
public sealed record ServiceAddresses(IPEndPoint? Grpc, IPEndPoint? Web);
