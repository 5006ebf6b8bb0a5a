using System.Text;

namespace PoseStream.Grpc.Wire;

/// <summary>grpc-message travels as percent-encoded UTF-8: printable ASCII but '%' stays as it is.</summary>
internal static class StatusMessageEncoding
{
    /// <summary>A message that quotes its request could outgrow what clients take as headers (8 KiB is usual), and the status would be lost with it. Of encoded characters: a Chinese one becomes nine.</summary>
    public const int LongestMessage = 1024;

    private const string Cut = "...";

    // UTF-8's longest character.
    private const int MostOctets = 4;

    public static string Encode(string message)
    {
        if (message.Length <= LongestMessage && !message.AsSpan().ContainsAnyExceptInRange(' ', '~') && !message.Contains('%', StringComparison.Ordinal))
        {
            return message;
        }

        var encoded = new StringBuilder(LongestMessage + Cut.Length);
        Span<byte> octets = stackalloc byte[MostOctets];
        foreach (var rune in message.EnumerateRunes())
        {
            var whole = encoded.Length;
            foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
            {
                Append(encoded, octet);
            }

            // Never within a character: half of one decodes to none.
            if (encoded.Length > LongestMessage)
            {
                encoded.Length = whole;
                return encoded.Append(Cut).ToString();
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

    private static void Append(StringBuilder encoded, byte octet)
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
}
