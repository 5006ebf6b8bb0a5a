using System.Text;

namespace PoseStream.Synthesis.Cameras.Rtsp;

/// <summary>Reads the list of an Authorization header: name=value or name="value", divided by commas (RFC 2617 §1.2). Never throws.</summary>
internal static class AuthorizationFields
{
    public static IReadOnlyDictionary<string, string> Parse(string list)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < list.Length;)
        {
            var equals = list.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            var name = list[at..equals].Trim(' ', ',', '\t');
            fields[name] = TakeValue(list, equals + 1, out at);
        }

        return fields;
    }

    private static string TakeValue(string list, int start, out int end)
    {
        if (start >= list.Length || list[start] != '"')
        {
            var comma = list.IndexOf(',', start);
            end = comma < 0 ? list.Length : comma + 1;
            return list[start..(comma < 0 ? list.Length : comma)].Trim();
        }

        var value = new StringBuilder();
        for (end = start + 1; end < list.Length && list[end] != '"'; end++)
        {
            // A backslash takes the meaning from the next character.
            if (list[end] == '\\' && end + 1 < list.Length)
            {
                end++;
            }

            value.Append(list[end]);
        }

        end++;
        return value.ToString();
    }
}
