namespace PoseStream.Daemon.Configuration;

/// <summary>The hardware decoder to use. Auto: any that works, else software.</summary>
public enum HardwareAcceleration
{
    Auto,
    None,
    Vaapi,
    Cuda,
    Qsv,
    Vdpau,
    Drm,
    Vulkan,
}
