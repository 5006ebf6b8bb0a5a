using System.CommandLine;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Diagnosing;
using PoseStream.Media;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream doctor: whether this machine can run the service, and what to do where it cannot.</summary>
internal static class DoctorCommand
{
    public static Command Create(TimeProvider time)
    {
        var config = new Option<string?>("--config") { Description = "Check this configuration's cameras, models and folders.", HelpName = "FILE" };
        var cameras = new Option<string[]>("--camera") { Description = "A camera to probe; may be repeated.", HelpName = "NAME=URL" };
        var command = new Command("doctor", "Checks libraries, providers, hardware decoders, models, cameras and the clock.") { config, cameras };
        command.SetAction(async (arguments, cancellation) =>
        {
            var plan = arguments.GetValue(config) is { } file
                ? new ServicePlanReader(CredentialRedactor.RedactAddress).Read(file)
                : ServicePlan.ForCameras(arguments.GetValue(cameras) ?? [], CredentialRedactor.RedactAddress);
            var worst = FindingLevel.Good;
            await foreach (var finding in new Doctor(plan, time).ExamineAsync(cancellation).ConfigureAwait(false))
            {
                worst = finding.Level > worst ? finding.Level : worst;
                Console.WriteLine($"{Sign(finding.Level)} {finding.Part}: {CredentialRedactor.Redact(finding.Text)}");
            }

            return worst is FindingLevel.Broken ? 1 : 0;
        });
        return command;
    }

    private static string Sign(FindingLevel level) => level switch
    {
        FindingLevel.Good => "ok",
        FindingLevel.Note => "--",
        _ => "!!",
    };
}
