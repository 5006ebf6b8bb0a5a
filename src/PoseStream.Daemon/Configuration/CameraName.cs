using PoseStream.Core.Frames;
using PoseStream.Media;

namespace PoseStream.Daemon.Configuration;

/// <summary>What the camera of a file or address is called that was given no name.</summary>
internal static class CameraName
{
    /// <summary>The file's name, as far as it can be a camera's.</summary>
    public static string Of(string input)
    {
        var name = new string([.. Path.GetFileNameWithoutExtension(CredentialRedactor.RedactAddress(input)).Where(CameraId.IsNameCharacter).Take(64)]);
        return CameraId.IsValid(name) ? name : "input";
    }
}
