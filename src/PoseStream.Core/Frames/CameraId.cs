namespace PoseStream.Core.Frames;

/// <summary>The name of a camera, as the user wrote it; it is the stream id of every output.</summary>
public readonly record struct CameraId
{
    /// <summary>Letters, digits, '.', '_' and '-', with a letter or digit among them: what fits a topic level, a file name and a metric label.</summary>
    public CameraId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (!IsValid(value))
        {
            throw new ArgumentException($"camera name '{value}' may hold only letters, digits, '.', '_' and '-', at least one letter or digit, and at most 64 in all", nameof(value));
        }

        Value = value;
    }

    public string Value { get; }

    public static bool IsValid(string value) =>
        value.Length is > 0 and <= 64 && value.All(IsNameCharacter) && value.Any(char.IsAsciiLetterOrDigit);

    public static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';

    public override string ToString() => Value;
}
