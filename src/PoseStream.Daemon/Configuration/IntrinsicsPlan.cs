namespace PoseStream.Daemon.Configuration;

/// <summary>A calibrated camera, OpenCV's model: pixels of a picture of Width x Height.</summary>
/// <param name="Fx_px">Focal length in pixels, horizontal.</param>
/// <param name="Fy_px">Focal length in pixels, vertical.</param>
/// <param name="Cx_px">Principal point.</param>
/// <param name="Cy_px">Principal point.</param>
/// <param name="Distortion">k1 k2 p1 p2 k3; always five.</param>
public sealed record IntrinsicsPlan(
    double Fx_px, double Fy_px, double Cx_px, double Cy_px, int Width, int Height, ValueList<double> Distortion);
