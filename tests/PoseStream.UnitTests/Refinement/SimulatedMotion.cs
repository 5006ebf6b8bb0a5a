using System.Numerics;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.UnitTests.Refinement;

/// <summary>A synthetic person who moves in front of a camera, as it is and as a network measures it: white and slowly changing errors.</summary>
internal sealed class SimulatedMotion
{
    public const double FrameTime_s = 0.04;

    // Standard deviations of each coordinate: 25 mm and 30 mm as a distance in space.
    private const float White_m = 0.025f / 1.732f;
    private const float Slow_m = 0.030f / 1.732f;
    private const float SlowFor_s = 0.3f;

    private SimulatedMotion(Vector3[][] truth, Vector3[][] measured) => (Truth_m, Measured_m) = (truth, measured);

    /// <summary>Camera space, by frame and joint.</summary>
    public Vector3[][] Truth_m { get; }

    public Vector3[][] Measured_m { get; }

    public static int Pelvis { get; } = Halpe26.Skeleton.IndexOf("pelvis");

    /// <param name="outliers">Share of joints that are half a metre away.</param>
    public static SimulatedMotion Make(Activity activity, int seed, int frames, float outliers = 0)
    {
        var random = new Random(seed);
        var look = PersonLookGenerator.Make(new Dice((ulong)seed));
        var motion = MotionLibrary.Random(random, activity, look.Proportions);
        var pose = new BodyPose();
        var (truth, measured) = (new Vector3[frames][], new Vector3[frames][]);
        var slow = new Vector3[Halpe26.Skeleton.Count];
        var keep = MathF.Exp(-(float)FrameTime_s / SlowFor_s);
        for (var f = 0; f < frames; f++)
        {
            motion.PoseAt(f * FrameTime_s, pose);
            truth[f] = new Vector3[slow.Length];
            HalpeJoints.Solve(new ScenePerson("person", look, pose), truth[f]);
            measured[f] = new Vector3[slow.Length];
            for (var j = 0; j < slow.Length; j++)
            {
                // The camera looks along the world's x, five metres behind its origin and one above the floor.
                var world = truth[f][j];
                truth[f][j] = new Vector3(-world.Y, 1 - world.Z, world.X + 5);
                slow[j] = f == 0 ? Slow_m * Normal(random) : (keep * slow[j]) + (MathF.Sqrt(1 - (keep * keep)) * Slow_m * Normal(random));
                measured[f][j] = truth[f][j] + slow[j] + (White_m * Normal(random));
                if (random.NextSingle() < outliers)
                {
                    measured[f][j] += 0.5f * Vector3.Normalize(Normal(random));
                }
            }
        }

        return new SimulatedMotion(truth, measured);
    }

    private static Vector3 Normal(Random random) => new(One(random), One(random), One(random));

    private static float One(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
