using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Refinement;

namespace PoseStream.Daemon.Configuration;

/// <param name="Url">An address with a scheme, or an absolute path. May hold credentials: never print it unredacted.</param>
/// <param name="TlsCaFile">PEM file of the authorities to trust; null: the system's.</param>
/// <param name="Buffers">Frames of this camera that may be in flight at once; its whole memory.</param>
/// <param name="Loop">Files only: start again at the end.</param>
/// <param name="Calibration">From a calibration file; then <paramref name="Intrinsics"/> is null.</param>
/// <param name="Preset">Null: the service's.</param>
/// <param name="CalibrateFromPeople">While it runs: where the camera is, and its lens where that is not given. For cameras that do not move.</param>
/// <param name="Intrinsics">Null, and no calibration file: guessed from <paramref name="HorizontalFieldOfView_deg"/>.</param>
public sealed record CameraPlan(
    CameraId Name,
    string Url,
    CameraTransport Transport,
    CameraTls Tls,
    string? TlsCaFile,
    HardwareAcceleration HardwareAcceleration,
    TimeSpan ConnectTimeout,
    TimeSpan StallTimeout,
    int Buffers,
    bool Loop,
    IntrinsicsPlan? Intrinsics,
    double HorizontalFieldOfView_deg,
    RefinementOptions Refinement,
    CameraModel? Calibration = null,
    ModelPreset? Preset = null,
    bool CalibrateFromPeople = false)
{
    /// <summary>A recording, which can be read without loss at any speed; not a camera, which cannot wait.</summary>
    public bool IsFile => CameraAddress.IsFile(Url);

    /// <summary>The name only: the address may hold a password.</summary>
    public override string ToString() => $"camera '{Name}'";
}
