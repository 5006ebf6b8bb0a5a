namespace PoseStream.Synthesis.Cameras;

/// <summary>Which picture the camera showed at a time: the key from a published frame to the truth about it.</summary>
/// <param name="Index">Of the clip's pictures.</param>
/// <param name="Round">How many times the clip was played before; counts from 0 at each clip.</param>
/// <param name="CaptureTime">By the machine's clock, also where the camera lies about it (<see cref="CameraMischief.JumpInTime"/>).</param>
public sealed record ShownPicture(IClip Clip, int Index, long Round, DateTimeOffset CaptureTime);
