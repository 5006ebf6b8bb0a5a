using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;
using PoseStream.Daemon.Clips;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Hosting;
using PoseStream.Daemon.Models;
using PoseStream.Media;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>What the service is told in a demo: the defaults or a user's file, with the simulated cameras in place of any other.</summary>
internal static class DemoPlan
{
    // OpenCV, and so a configuration, counts pixels from the centre of the first; the simulated camera from its corner.
    private const double PixelCenter = 0.5;

    /// <param name="configPath">Null for the defaults.</param>
    /// <exception cref="ConfigurationException"/>
    public static ServicePlan Read(string? configPath)
    {
        var plan = configPath is null
            ? ServicePlan.ForCameras([], CredentialRedactor.RedactAddress)
            : new ServicePlanReader(CredentialRedactor.RedactAddress).Read(configPath);
        return plan with
        {
            // The results come over gRPC and are shown on the page, whatever a file says; and the figures are what there is to read.
            Grpc = plan.Grpc with { Enabled = true },
            Web = plan.Web with { Enabled = true },
            LogLevel = LogLevel.Warning,
        };
    }

    /// <summary>Whether the networks are here: better told before the clips are rendered than after.</summary>
    /// <exception cref="ModelStoreException"/>
    public static void CheckNetworks(ServicePlan plan, ILoggerFactory loggers)
    {
        var catalog = ModelCatalog.Load(plan.ModelsFolder);
        var store = ModelAccess.OpenStore(plan.ModelsFolder, catalog, loggers);
        NetworkFiles.Find(plan, catalog, store);
    }

    /// <param name="calibrateFromPeople">Else the service is told the lenses.</param>
    public static ServicePlan For(ServicePlan plan, DemoCameras cameras, bool calibrateFromPeople)
    {
        var addresses = ServicePlan.ForCameras([.. cameras.All.Select(camera => $"{camera.Name}={camera.Url}")], CredentialRedactor.RedactAddress);
        return plan with
        {
            Cameras = new ValueList<CameraPlan>(addresses.Cameras.Zip(cameras.All, (camera, simulated) => calibrateFromPeople
                ? camera with { CalibrateFromPeople = true }
                : camera with { Intrinsics = Calibration(simulated.Clip.View) })),
            CalibrationFolder = CacheFolder.Of("calibration"),
            Grpc = plan.Grpc with { Listen = FreeOf(plan.Grpc.Listen) },
            Web = plan.Web with { Listen = FreeOf(plan.Web.Listen) },
        };
    }

    /// <summary>The address, or any free port of it where it is taken.</summary>
    public static IPEndPoint FreeOf(IPEndPoint wanted)
    {
        using var probe = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(wanted);
            return wanted;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return new IPEndPoint(wanted.Address, 0);
        }
    }

    /// <summary>The simulated camera is a calibrated one: errors in metres are then the networks', not a guessed lens'.</summary>
    private static IntrinsicsPlan Calibration(CameraView view)
    {
        var (model, lens) = (view.Model, view.Model.Distortion);
        return new IntrinsicsPlan(
            model.Fx, model.Fy, model.Cx - PixelCenter, model.Cy - PixelCenter, model.Geometry.Width, model.Geometry.Height,
            new ValueList<double>([lens.K1, lens.K2, lens.P1, lens.P2, lens.K3]));
    }
}
