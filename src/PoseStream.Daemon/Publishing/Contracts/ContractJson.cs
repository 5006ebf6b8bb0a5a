using Google.Protobuf;

namespace PoseStream.Daemon.Publishing.Contracts;

/// <summary>Messages in protobuf's own JSON. Fields at their default value are written too: a line can be read without knowing the schema.</summary>
public static class ContractJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static string Format(IMessage message) => Formatter.Format(message);

    public static void Format(IMessage message, TextWriter output) => Formatter.Format(message, output);
}
