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
internal sealed class KeptCalibration(string folder, CameraId id, string source, ILogger logger)
{
    // Numbers in the file are rounded.
    private const double SameFocal = 1e-3;

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

            var camera = CalibrationFile.Read(_path, null);
            if (SourceOf(_path) != source || camera.CameraToWorld is null || !IsOf(camera, lens))
            {
                LearningLog.OfAnother(logger, id.Value, _path);
                return null;
            }

            LearningLog.Kept(logger, id.Value, _path);
            return camera;
        }
        catch (Exception exception) when (exception is CommandFailedException or IOException or UnauthorizedAccessException or JsonException)
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
            AtomicFile.Write(_path, GroundReport.File(estimate, stature, source));
            return CalibrationFile.Read(_path, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LearningLog.NotKept(logger, id.Value, _path, exception.Message);
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
            LearningLog.NotKept(logger, id.Value, _path, exception.Message);
        }
    }

    private static string? SourceOf(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.TryGetProperty("estimate", out var estimate) && estimate.TryGetProperty("source", out var source) ? source.GetString() : null;
    }

    /// <summary>A lens that was given since, or changed, has another ground.</summary>
    private static bool IsOf(CameraModel camera, CameraModel? lens) => lens?.At(camera.Geometry) is not { } given
        ? camera.Source is IntrinsicsSource.EstimatedFromPeople
        : camera.Source == given.Source && Math.Abs(Math.Log(camera.Fx / given.Fx)) < SameFocal && Math.Abs(Math.Log(camera.Fy / given.Fy)) < SameFocal && camera.Distortion == given.Distortion;
}
