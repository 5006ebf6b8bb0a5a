using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Configuration;

/// <summary>Reads "mqtt". No error shows a password.</summary>
internal sealed class MqttPlanReader(JsonSection section, IReadOnlyDictionary<string, MqttFormat> formats)
{
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;

    public MqttPlan Read(string node)
    {
        var tls = ReadTls(section.Section("tls"));
        var plan = new MqttPlan(
            section.Flag("enabled", false),
            section.Text("host", "127.0.0.1"),
            section.OptionalInteger("port", 1, 65535) ?? (tls.Enabled ? TlsPort : PlainPort),
            section.OptionalText("client_id") ?? $"posestream-{node}",
            section.OptionalText("username"),
            ReadPassword(),
            tls,
            section.Word("format", MqttFormat.Protobuf, formats),
            section.Integer("queue", 64, 1, 65536),
            section.Seconds("status_interval_s", 10, 1, 3600));
        if (plan.Password is not null && plan.Username is null)
        {
            section.Complain("username", "is missing, and there is a password; write both or neither");
        }

        return plan;
    }

    private static MqttTlsPlan ReadTls(JsonSection section)
    {
        var plan = new MqttTlsPlan(section.Flag("enabled", false), section.OptionalFile("ca_file"), section.Flag("insecure", false));
        if (!plan.Enabled && (plan.Insecure || plan.CaFile is not null))
        {
            section.Complain(plan.Insecure ? "insecure" : "ca_file", "has no effect without TLS; set enabled to true, or remove it");
        }

        return plan;
    }

    private string? ReadPassword()
    {
        var password = section.OptionalText("password");
        var file = section.OptionalFile("password_file");
        if (file is null)
        {
            return password;
        }

        if (password is not null)
        {
            section.Complain("password_file", "is given, and so is password; keep one");
            return password;
        }

        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line : Refuse("has an empty first line; write the password there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse($"cannot be read ({FileProblem.Reason(file, exception)}); check its permissions");
        }
    }

    private string? Refuse(string why)
    {
        section.Complain("password_file", why);
        return null;
    }
}
