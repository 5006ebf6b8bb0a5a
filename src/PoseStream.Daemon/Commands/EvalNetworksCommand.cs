using System.CommandLine;
using PoseStream.Daemon.Configuration;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Networks;
using PoseStream.Daemon.Hosting;
using PoseStream.Synthesis.Datasets;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream eval networks: a detector and a pose network on synthetic pictures, on COCO's, and on video against stronger networks.</summary>
internal static class EvalNetworksCommand
{
    private const int TestPeople = 2000;

    public static Command Create(Option<bool> json, TimeProvider time)
    {
        var detector = new Option<string>("--detector") { Description = "A detector of the catalogue.", HelpName = "ID", DefaultValueFactory = _ => ModelPreset.BuiltIn.Detector, Recursive = true };
        var pose = new Option<string>("--pose") { Description = "A pose network of the catalogue.", HelpName = "ID", DefaultValueFactory = _ => ModelPreset.BuiltIn.Pose, Recursive = true };
        return new Command("networks", "A detector and a pose network, by themselves: no tracking, no smoothing.")
        {
            detector, pose, json,
            Synthetic("scenes", "Held-out synthetic streets, rooms and gyms as a camera put up with care would see them.", SampleStyle.Scenes, detector, pose, json),
            Synthetic("hard", "Held-out synthetic pictures as varied as those for training.", SampleStyle.Wild, detector, pose, json),
            Coco(detector, pose, json, time),
            Video(detector, pose, json, time),
        };
    }

    private static Command Synthetic(string name, string description, SampleStyle style, Option<string> detector, Option<string> pose, Option<bool> json)
    {
        var people = new Option<int>("--people") { Description = "Goes on until so many were examined.", DefaultValueFactory = _ => TestPeople };
        var command = new Command(name, description) { people };
        command.SetAction((arguments, cancellation) => Task.Run(
            () =>
            {
                var networks = new EvaluatedNetworks();
                using var found = networks.OpenDetector(arguments.GetValue(detector)!);
                using var posed = networks.OpenPose(arguments.GetValue(pose)!);
                var progress = CountProgress.OnTerminal(arguments.GetValue(people), "people");
                return Show(arguments.GetValue(json), new SyntheticEvaluation(found, posed, style).Run(arguments.GetValue(people), progress, cancellation));
            },
            cancellation));
        return command;
    }

    private static Command Coco(Option<string> detector, Option<string> pose, Option<bool> json, TimeProvider time)
    {
        var annotations = new Argument<string>("ANNOTATIONS") { Description = "person_keypoints_*.json." };
        var pictures = new Option<string?>("--pictures") { Description = "Their folder, if not that of the annotations.", HelpName = "DIR" };
        var command = new Command("coco", "COCO's labelled pictures: box AP, and OKS in the labelled boxes.") { annotations, pictures };
        command.SetAction(async (arguments, cancellation) =>
        {
            var file = arguments.GetValue(annotations)!;
            var folder = arguments.GetValue(pictures) ?? Path.GetDirectoryName(Path.GetFullPath(file))!;
            var networks = new EvaluatedNetworks();
            using var found = networks.OpenDetector(arguments.GetValue(detector)!);
            using var posed = networks.OpenPose(arguments.GetValue(pose)!);
            var evaluation = await new CocoEvaluationRun(found, posed).RunAsync(file, folder, new MediaFiles(time), cancellation).ConfigureAwait(false);
            return Show(arguments.GetValue(json), evaluation);
        });
        return command;
    }

    private static Command Video(Option<string> detector, Option<string> pose, Option<bool> json, TimeProvider time)
    {
        var videos = new Argument<string[]>("VIDEO") { Description = "Recordings.", Arity = ArgumentArity.OneOrMore };
        var against = new Option<string>("--against") { Description = "The detector whose boxes are taken for true.", HelpName = "ID", DefaultValueFactory = _ => ModelPreset.All[1].Detector };
        var poseAgainst = new Option<string?>("--pose-against") { Description = "The pose network whose joints are taken for true; without it poses are not compared.", HelpName = "ID" };
        var every = new Option<int>("--every") { Description = "Only each so-many-th frame.", DefaultValueFactory = _ => 10 };
        var command = new Command("video", "Recordings that nobody labelled, against stronger networks.") { videos, against, poseAgainst, every };
        command.SetAction(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(every) < 1)
            {
                throw new CommandFailedException("--every must be at least 1");
            }

            var networks = new EvaluatedNetworks();
            using var found = networks.OpenDetector(arguments.GetValue(detector)!);
            using var posed = networks.OpenPose(arguments.GetValue(pose)!);
            using var known = networks.OpenDetector(arguments.GetValue(against)!);
            using var knownPose = arguments.GetValue(poseAgainst) is { } id ? networks.OpenPose(id) : null;
            var evaluation = await new VideoEvaluation(found, posed, known, knownPose)
                .RunAsync(arguments.GetValue(videos)!, arguments.GetValue(every), new MediaFiles(time), CountProgress.OnTerminal(0, "frames"), cancellation)
                .ConfigureAwait(false);
            return Show(arguments.GetValue(json), evaluation);
        });
        return command;
    }

    private static int Show(bool json, Evaluation evaluation)
    {
        EvaluationOutput.Write(evaluation, json);
        return 0;
    }
}
