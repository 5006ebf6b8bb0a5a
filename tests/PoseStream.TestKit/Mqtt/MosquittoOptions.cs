namespace PoseStream.TestKit.Mqtt;

/// <summary>What a test broker asks of its clients.</summary>
/// <param name="User">With <paramref name="Password"/>: nobody else gets in.</param>
/// <param name="Certificate">The port speaks TLS with it.</param>
public sealed record MosquittoOptions(string? User = null, string? Password = null, TlsCertificate? Certificate = null);
