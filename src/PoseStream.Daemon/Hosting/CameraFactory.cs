using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Ports;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Configuration;
using PoseStream.Media;
using PoseStream.Pipeline;

namespace PoseStream.Daemon.Hosting;

/// <summary>From what the user asked for to a camera's pipeline plan and its source.</summary>
public sealed class CameraFactory(ServicePlan plan, FFmpegLibrary media, TimeProvider time, ILoggerFactory loggers)
{
    // OpenCV counts pixels from the centre of the first, PoseStream from its corner.
    private const double PixelCenter = 0.5;

    // Who waits so long for any data has a slow camera, whose key frames come more rarely still.
    private const double DecodeByStallTimeout = 2;

    /// <summary>A camera to watch: late frames are dropped, a recording plays at its own speed, and a stream that breaks off is started again.</summary>
    public (PipelinePlan Plan, IFrameSource Source) Live(CameraPlan camera) => (
        PlanFor(plan, camera) with { Restart = !camera.IsFile || camera.Loop, Loop = camera.Loop },
        SourceFor(camera, Pacing.RealTime));

    /// <summary>A recording to read once: nothing is dropped, as fast as the machine can.</summary>
    public (PipelinePlan Plan, IFrameSource Source) Lossless(CameraPlan camera) => (
        LosslessPlan(plan, camera),
        SourceFor(camera, Pacing.Unpaced));

    /// <summary>As <see cref="Lossless"/> plans it; for pictures that come from elsewhere.</summary>
    public static PipelinePlan LosslessPlan(ServicePlan plan, CameraPlan camera) => PlanFor(plan, camera) with { Lossless = true, Restart = false };

    /// <summary>How long a camera may send data that gives no picture; never less than FFmpeg's source takes by itself.</summary>
    internal static TimeSpan DecodeTimeoutFor(TimeSpan stallTimeout)
    {
        var timeout = DecodeByStallTimeout * stallTimeout;
        return timeout > FFmpegSourceOptions.DefaultDecodeTimeout ? timeout : FFmpegSourceOptions.DefaultDecodeTimeout;
    }

    private static PipelinePlan PlanFor(ServicePlan plan, CameraPlan camera) => new(
        camera.Name,
        Lossless: false,
        camera.Buffers,
        CalibrationOf(camera),
        camera.HorizontalFieldOfView_deg,
        plan.Detector.EveryNthFrame,
        plan.Detector.CloseLooks,
        plan.Pose.MaxPeople,
        new TrackerOptions(
            (float)plan.Tracking.MinIou, (float)plan.Tracking.StartScore, plan.Tracking.ConfirmAfterHits, plan.Tracking.EndAfter.TotalSeconds,
            plan.Tracking.DoubtAfter.TotalSeconds),
        camera.Refinement,
        plan.Kinematics,
        Mesh: plan.PresetOf(camera).Mesh is not null);

    /// <summary>Null for a camera that nobody calibrated.</summary>
    internal static CameraModel? CalibrationOf(CameraPlan camera) => camera.Calibration ?? (camera.Intrinsics is { } intrinsics ? CalibrationOf(intrinsics) : null);

    private static CameraModel CalibrationOf(IntrinsicsPlan plan)
    {
        var d = plan.Distortion;
        return new CameraModel(
            plan.Fx_px, plan.Fy_px, plan.Cx_px + PixelCenter, plan.Cy_px + PixelCenter,
            new LensDistortion(d[0], d[1], d[2], d[3], d[4]), new FrameGeometry(plan.Width, plan.Height), IntrinsicsSource.Configured);
    }

    private FFmpegFrameSource SourceFor(CameraPlan camera, Pacing pacing) => new(
        new FFmpegSourceOptions
        {
            Url = camera.Url,
            Transport = camera.Transport switch
            {
                CameraTransport.Tcp => RtspTransport.Tcp,
                CameraTransport.Udp => RtspTransport.Udp,
                _ => RtspTransport.Auto,
            },
            TlsInsecure = camera.Tls == CameraTls.Insecure,
            TlsCaFile = camera.TlsCaFile,
            HardwareDecoder = camera.HardwareAcceleration.ToString().ToLowerInvariant(),
            ConnectTimeout = camera.ConnectTimeout,
            StallTimeout = camera.StallTimeout,
            DecodeTimeout = DecodeTimeoutFor(camera.StallTimeout),
            Pacing = pacing,
        },
        media, time, loggers.CreateLogger<FFmpegFrameSource>());
}
