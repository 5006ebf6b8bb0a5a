using System.Text.Json;
using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Ground;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;

namespace PoseStream.Daemon.Calibrating.Learning;

/// <summary>What was learnt of a camera, on disk: a calibration file as any other, with the camera's address, by which another camera under the same name is known.</summary>
/// <param name="source">The address without credentials.</param>
/// <param name="fieldOfView_deg">What is assumed before anything is learnt: somebody who changes it knows better than what is kept.</param>
internal sealed class KeptCalibration(string folder, CameraId id, string source, double fieldOfView_deg, ILogger logger)
{
    // Numbers in the file are rounded.
    private const double SameFocal = 1e-3;
    private const double SameCenter_px = 0.01;

    private const string SourceKey = "source";
    private const string FieldOfViewKey = "assumed_fov_deg";

    private readonly string _path = Path.Combine(folder, id.Value + ".json");

    /// <param name="lens">The camera's; null where it was to be found.</param>
    /// <returns>Null where nothing is kept, or not of this camera.</returns>
    public CameraModel? Read(CameraModel? lens)
    {
        try
        {
            if (!File.Exists(_path))
            {
                return null;
            }

            var camera = CalibrationFile.Read(_path);
            if (!IsOfSource() || camera.CameraToWorld is null || !IsOf(camera, lens))
            {
                LearningLog.OfAnother(logger, id.Value, _path);
                return null;
            }

            LearningLog.Kept(logger, id.Value, _path);
            return camera;
        }
        catch (Exception exception) when (exception is CommandFailedException or IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            LearningLog.Unreadable(logger, id.Value, exception.Message);
            return null;
        }
    }

    /// <summary>As well as it can: without a place to keep it, it is learnt again after each start.</summary>
    /// <returns>The camera with the file's rounded numbers, so that it is the same after a restart.</returns>
    public CameraModel Write(GroundEstimate estimate, StatureRange stature)
    {
        try
        {
            AtomicFile.Write(_path, GroundReport.File(estimate, stature, json =>
            {
                json.WriteString(SourceKey, source);
                json.WriteNumber(FieldOfViewKey, fieldOfView_deg);
            }));
            var written = CalibrationFile.Read(_path);
            return HasLens(written, estimate.Camera) ? written : estimate.Camera;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CommandFailedException)
        {
            LearningLog.NotKept(logger, id.Value, _path, FileProblem.Reason(_path, exception));
            return estimate.Camera;
        }
    }

    public void Delete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LearningLog.NotKept(logger, id.Value, _path, FileProblem.Reason(_path, exception));
        }
    }

    private bool IsOfSource()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(_path));
        return json.RootElement.TryGetProperty("estimate", out var estimate)
            && estimate.TryGetProperty(SourceKey, out var from) && from.ValueKind is JsonValueKind.String && from.GetString() == source
            && estimate.TryGetProperty(FieldOfViewKey, out var assumed) && assumed.ValueKind is JsonValueKind.Number && assumed.GetDouble() == fieldOfView_deg;
    }

    /// <summary>A lens that was given since, or changed, has another ground.</summary>
    private static bool IsOf(CameraModel camera, CameraModel? lens) => lens?.At(camera.Geometry) is not { } given
        ? camera.Source is IntrinsicsSource.EstimatedFromPeople
        : camera.Source == given.Source && HasLens(camera, given);

    private static bool HasLens(CameraModel camera, CameraModel other) =>
        Math.Abs(Math.Log(camera.Fx / other.Fx)) < SameFocal && Math.Abs(Math.Log(camera.Fy / other.Fy)) < SameFocal
        && Math.Abs(camera.Cx - other.Cx) < SameCenter_px && Math.Abs(camera.Cy - other.Cy) < SameCenter_px && camera.Distortion == other.Distortion;
}
