namespace PoseStream.TestKit.Mqtt;

/// <summary>What a test broker asks of its clients.</summary>
/// <param name="User">With <paramref name="Password"/>: nobody else gets in.</param>
/// <param name="Certificate">The port speaks TLS with it.</param>
/// <param name="Writable">The only topics that may be written, a filter; null for all.</param>
/// <param name="MaxPacketBytes">What a client is told not to exceed; null for no limit.</param>
public sealed record MosquittoOptions(
    string? User = null, string? Password = null, TlsCertificate? Certificate = null, string? Writable = null, int? MaxPacketBytes = null);
