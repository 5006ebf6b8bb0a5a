using System.Text;

namespace PoseStream.Grpc.Wire;

/// <summary>grpc-message travels as percent-encoded UTF-8: printable ASCII but '%' stays as it is.</summary>
internal static class StatusMessageEncoding
{
    /// <summary>A message that quotes its request could outgrow what clients take as headers (8 KiB is usual), and the status would be lost with it.</summary>
    public const int LongestMessage = 1024;

    public static string Encode(string message)
    {
        if (message.Length > LongestMessage)
        {
            message = message[..LongestMessage] + "...";
        }

        if (!message.AsSpan().ContainsAnyExceptInRange(' ', '~') && !message.Contains('%', StringComparison.Ordinal))
        {
            return message;
        }

        var encoded = new StringBuilder(message.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(message))
        {
            if (octet is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(Convert.ToHexString([octet]));
            }
        }

        return encoded.ToString();
    }

    /// <summary>What is not a valid escape is kept as it came: a message is for people and must not fail a call.</summary>
    public static string Decode(string encoded)
    {
        if (!encoded.Contains('%', StringComparison.Ordinal))
        {
            return encoded;
        }

        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Add(Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(encoded, i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
