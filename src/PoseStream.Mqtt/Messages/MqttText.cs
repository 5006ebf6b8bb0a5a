using System.Text;

namespace PoseStream.Mqtt.Messages;

/// <summary>Text as MQTT and the library take it.</summary>
internal static class MqttText
{
    public const string Rule = "must have 1 to 65535 bytes of UTF-8, without control characters and non-characters";

    private const int MaxBytes = 65535;

    /// <summary>The library's own rule (mosquitto_validate_utf8), so that nothing fails later on the network thread.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length == 0 || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            return false;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>UTF-8 with a zero byte at its end.</summary>
    public static byte[] Encode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
