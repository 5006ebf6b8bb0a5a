using System.CommandLine;
using PoseStream.Core.Metrics.Coco;
using PoseStream.Daemon.Evaluating.Angles;
using PoseStream.Daemon.Evaluating.Coco;
using PoseStream.Daemon.Evaluating.Comparing;
using PoseStream.Daemon.Evaluating.Meshes;
using PoseStream.Daemon.Evaluating.Recordings;
using PoseStream.Daemon.Evaluating.Tracks;
using PoseStream.Daemon.Hosting;

namespace PoseStream.Daemon.Commands;

/// <summary>posestream eval: how near results are to the truth.</summary>
internal static class EvalCommand
{
    public static Command Create(TimeProvider time)
    {
        // Each command is given it by itself: the synthetic one has another --json.
        var json = new Option<bool>("--json") { Description = "One JSON object in place of the table.", Recursive = true };
        return new Command("eval", "Measures results against the truth; every figure with its alignment, joints, samples and 95 % interval.")
        {
            Coco(json), Poses(json), Tracks(json), Angles(json), Meshes(json), EvalNetworksCommand.Create(json, time), EvalSyntheticCommand.Create(time),
        };
    }

    private static Command Coco(Option<bool> json)
    {
        var (predictions, truth) = Files("A result file of COCO.", "An annotation file of COCO.");
        var task = new Option<string>("--task") { Description = "keypoints (by OKS) or boxes.", HelpName = "TASK", DefaultValueFactory = _ => "keypoints" };
        var command = new Command("coco", "COCO's AP and AR of keypoints or boxes.") { predictions, truth, task, json };
        command.SetAction(arguments => Show(arguments.GetValue(json), () =>
        {
            var wanted = arguments.GetValue(task) switch
            {
                "keypoints" => CocoTask.Keypoints,
                "boxes" => CocoTask.Boxes,
                var other => throw new CommandFailedException($"--task: there is no '{other}'; there are keypoints and boxes"),
            };
            var set = CocoReader.ReadTruth(arguments.GetValue(truth)!, wanted);
            var results = CocoReader.ReadPredictions(arguments.GetValue(predictions)!, set, wanted);
            return new Evaluation(
                arguments.GetValue(predictions)!,
                arguments.GetValue(truth)!,
                [$"{set.Images.Count} pictures, {set.Truths.Count} annotations, {results.Count} results; intervals by bootstrap over pictures"],
                CocoEvaluation.Evaluate([.. set.Images], set.Truths, results, wanted));
        }));
        return command;
    }

    private static Command Poses(Option<bool> json)
    {
        var (predictions, truth) = Files($"Poses: {PoseFileReader.Formats}.", "The truth, in any of these formats.");
        var joints = new Option<string>("--joints") { Description = "all, limbs (12 joints), or names with commas between.", HelpName = "JOINTS", DefaultValueFactory = _ => "all" };
        var root = new Option<string>("--root") { Description = "The root joint, or names with commas between for their middle.", HelpName = "JOINT", DefaultValueFactory = _ => "pelvis" };
        var (overlap, visible) = Limits();
        var camera = new Option<string?>("--camera") { Description = "Turn Human3.6M's poses into this camera's frame; from the _camera.json beside the file.", HelpName = "ID" };
        var sequence = new Option<string?>("--sequence") { Description = "Of a file with several, only this one.", HelpName = "NAME" };
        var command = new Command("poses", "MPJPE, PA-MPJPE, MRPE, 3DPCK, movement, angles and detection of people in metres.")
        {
            predictions, truth, joints, root, overlap, visible, camera, sequence, json,
        };
        command.SetAction(arguments => Show(arguments.GetValue(json), () =>
        {
            PoseRecording Read(Argument<string> file) => PoseFileReader.Read(
                arguments.GetValue(file)!, Share(arguments, visible), arguments.GetValue(camera), arguments.GetValue(sequence));
            var (found, known) = (Read(predictions), Read(truth));
            var common = CommonJoints.Of(found, known, arguments.GetValue(joints)!, arguments.GetValue(root)!);
            return new PoseComparison(found, known, common, (float)Share(arguments, overlap)).Run();
        }));
        return command;
    }

    private static Command Tracks(Option<bool> json)
    {
        var (predictions, truth) = Files("Boxes with identities: .txt (MOTChallenge) or .jsonl (infer).", "The truth: .txt (MOTChallenge) or .jsonl (synthetic truth).");
        var (overlap, visible) = Limits();
        var command = new Command("tracks", "MOTA, MOTP, identity switches and IDF1 of one video.") { predictions, truth, overlap, visible, json };
        command.SetAction(arguments => Show(arguments.GetValue(json), () => TrackComparison.Run(
            arguments.GetValue(predictions)!, arguments.GetValue(truth)!, Share(arguments, visible), (float)Share(arguments, overlap))));
        return command;
    }

    private static Command Angles(Option<bool> json)
    {
        var (predictions, truth) = Files("A motion file of OpenSim, .mot.", "Another, at whose times the angles are compared.");
        var command = new Command("angles", "Mean absolute error of joint angles, all together and each.") { predictions, truth, json };
        command.SetAction(arguments => Show(
            arguments.GetValue(json), () => AngleComparison.Run(MotReader.Read(arguments.GetValue(predictions)!), MotReader.Read(arguments.GetValue(truth)!))));
        return command;
    }

    private static Command Meshes(Option<bool> json)
    {
        var (predictions, truth) = Files("A surface in metres, .obj, or a folder of them (infer --export obj).", "The true one, or a folder with files of the same names.");
        var command = new Command("meshes", "MPVPE and PA-MPVPE of surfaces of the same mesh.") { predictions, truth, json };
        command.SetAction(arguments => Show(arguments.GetValue(json), () => MeshComparison.Run(arguments.GetValue(predictions)!, arguments.GetValue(truth)!)));
        return command;
    }

    private static (Argument<string> Predictions, Argument<string> Truth) Files(string predictions, string truth) =>
        (new Argument<string>("PREDICTIONS") { Description = predictions }, new Argument<string>("TRUTH") { Description = truth });

    private static (Option<double> Overlap, Option<double> Visible) Limits() => (
        new Option<double>("--overlap") { Description = "Intersection over union at which a person counts as found.", HelpName = "IOU", DefaultValueFactory = _ => 0.5 },
        new Option<double>("--min-visible") { Description = "In synthetic truth, people of whom less is seen count neither as found nor as missed.", HelpName = "SHARE", DefaultValueFactory = _ => 0.25 });

    private static double Share(ParseResult arguments, Option<double> option) => arguments.GetValue(option) is >= 0 and <= 1 and var value
        ? value
        : throw new CommandFailedException($"{option.Name}: {arguments.GetValue(option)} is no share; give 0 to 1");

    private static int Show(bool json, Func<Evaluation> evaluate)
    {
        EvaluationOutput.Write(evaluate(), json);
        return 0;
    }
}
