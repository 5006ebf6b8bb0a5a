using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PoseStream.TestKit.Mqtt;

/// <summary>A self-signed certificate as PEM files, which is its own authority.</summary>
/// <param name="Authority">The file for a client to trust.</param>
public sealed record TlsCertificate(string Authority, string Key)
{
    /// <param name="hostName">The DNS name it is for; where it is localhost, also 127.0.0.1.</param>
    public static TlsCertificate Create(string folder, string hostName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={hostName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(hostName);
        if (hostName == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var result = new TlsCertificate(Path.Combine(folder, $"{hostName}.crt"), Path.Combine(folder, $"{hostName}.key"));
        File.WriteAllText(result.Authority, certificate.ExportCertificatePem());
        File.WriteAllText(result.Key, key.ExportPkcs8PrivateKeyPem());
        return result;
    }
}
