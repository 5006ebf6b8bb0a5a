using System.Globalization;
using System.Text.RegularExpressions;
using PoseStream.Daemon.Configuration.Reading;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Simulating;

/// <summary>One fault of a simulated camera, as a user orders it.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="At">Counted from when somebody watches the camera for the first time.</param>
/// <param name="Extent">How long it lasts, null for ever; of <see cref="FaultKind.Jump"/> and <see cref="FaultKind.Clock"/> by how much they jump, which may be negative.</param>
internal sealed partial record CameraFault(string Text, FaultKind Kind, TimeSpan At, TimeSpan? Extent)
{
    /// <summary>What to write, for help and error messages.</summary>
    public const string Form = "KIND@SECONDS or KIND@SECONDS+FOR, like freeze@10+5; jump and clock take by how much instead, like jump@10-30";

    private const double MostSeconds = 24 * 3600;
    private static readonly string[] Names = [.. Enum.GetNames<FaultKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>All kinds, with commas between.</summary>
    public static string Kinds { get; } = string.Join(", ", Names);

    public bool IsJump => Kind is FaultKind.Jump or FaultKind.Clock;

    private TimeSpan End => Kind is FaultKind.Cut && Extent is null ? At : Extent is { } lasting ? At + lasting : TimeSpan.MaxValue;

    /// <exception cref="CommandFailedException">It is none; the message says what to write.</exception>
    public static CameraFault Parse(string text)
    {
        var parts = Written().Match(text);
        if (!parts.Success)
        {
            throw Wrong(text, $"is no fault; write {Form}, where KIND is one of {Kinds}");
        }

        var name = parts.Groups["kind"].Value;
        if (Array.IndexOf(Names, name) is not (>= 0 and var kind))
        {
            throw Wrong(text, $"there is no fault '{name}'{(Nearest.To(name, Names) is { } near ? $" (did you mean {near}?)" : "")}; there are {Kinds}");
        }

        var fault = new CameraFault(text, (FaultKind)kind, Seconds(text, parts.Groups["at"]), parts.Groups["extent"] is { Success: true } extent ? Seconds(text, extent) : null);
        return fault switch
        {
            { IsJump: true, Extent: null } => throw Wrong(text, $"does not say by how much; write it like {name}@10+60 or {name}@10-60, seconds"),
            { IsJump: false } when parts.Groups["sign"].Value == "-" => throw Wrong(text, "only jump and clock go back; write + and how many seconds it lasts"),
            _ => parts.Groups["sign"].Value == "-" ? fault with { Extent = -fault.Extent } : fault,
        };
    }

    /// <exception cref="CommandFailedException">One is none, or two of a kind would end one another.</exception>
    public static CameraFault[] ParseAll(string[] texts)
    {
        var faults = Array.ConvertAll(texts, Parse);
        foreach (var first in faults.Where(fault => !fault.IsJump))
        {
            if (faults.FirstOrDefault(other => other != first && other.Kind == first.Kind && other.At >= first.At && other.At <= first.End) is { } second)
            {
                throw Wrong(second.Text, $"begins before {first.Text} is over; let it begin later");
            }
        }

        return faults;
    }

    private static TimeSpan Seconds(string text, Group written) => double.Parse(written.Value, CultureInfo.InvariantCulture) is <= MostSeconds and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw Wrong(text, FormattableString.Invariant($"{written.Value} seconds are too many; give up to {MostSeconds}"));

    private static CommandFailedException Wrong(string text, string problem) => new($"--fault {text}: {problem}");

    [GeneratedRegex(@"^(?<kind>\w+)@(?<at>[0-9]{1,9}(\.[0-9]{1,9})?)((?<sign>[+-])(?<extent>[0-9]{1,9}(\.[0-9]{1,9})?))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
