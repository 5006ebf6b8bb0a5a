namespace PoseStream.Synthesis.Cameras;

/// <summary>Who may watch.</summary>
public sealed record CameraCredentials(string User, string Password)
{
    /// <summary>Without the password, as records are easily logged.</summary>
    public override string ToString() => $"{User}:***";
}
