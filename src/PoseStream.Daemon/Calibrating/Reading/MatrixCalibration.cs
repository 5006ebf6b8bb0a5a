using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Evaluating.Files;

namespace PoseStream.Daemon.Calibrating.Reading;

/// <summary>
/// OpenCV's FileStorage, and ROS camera_info as a file (camera_matrix) or as a message that was printed (K). The world's rotation and translation are those of OpenCV:
/// from the world to the camera, in the unit of the board. ROS' rectification and projection are of stereo pairs and not used.
/// </summary>
internal static class MatrixCalibration
{
    public static bool Fits(JsonPlace root) => MatrixOf(root) is not null;

    public static CameraModel Read(JsonPlace root, CalibrationOptions options)
    {
        var width = root.Any("image_width", "width") ?? throw root.Complain("has no \"image_width\"");
        var height = root.Any("image_height", "height") ?? throw root.Complain("has no \"image_height\"");
        return CalibrationValues.Model(
            MatrixOf(root)!,
            LensOf(root),
            new FrameGeometry(width.Side(), height.Side()),
            CalibrationValues.WorldToCamera(root, root.Any("rotation", "rvec"), root.Any("translation", "tvec"), options));
    }

    private static JsonPlace? MatrixOf(JsonPlace root) => root.Any("camera_matrix", "Camera_Matrix", "K", "k");

    private static LensDistortion LensOf(JsonPlace root)
    {
        var coefficients = root.Any("distortion_coefficients", "Distortion_Coefficients", "dist_coeffs", "D", "d");
        if (root.Any("distortion_model") is { } model)
        {
            var given = coefficients ?? throw root.Complain("has no \"distortion_coefficients\"");
            return model.Text() switch
            {
                "plumb_bob" or "rational_polynomial" => given.Perspective(),
                "equidistant" or "fisheye" => given.Fisheye(),
                var other => throw model.Complain($"'{other}' is not modelled; there are plumb_bob, rational_polynomial and equidistant"),
            };
        }

        if (coefficients is null)
        {
            return LensDistortion.None;
        }

        return root.Any("fisheye_model") is { } fisheye && fisheye.Integer() != 0 ? coefficients.Fisheye() : coefficients.Perspective();
    }
}
