using System.Numerics;
using BenchmarkDotNet.Attributes;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;

namespace PoseStream.Benchmarks.Motion;

/// <summary>What refinement and kinematics cost for one person in one frame, one thread.</summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(12)]
public class PersonMotionBenchmarks
{
    private readonly Vector3[] _joints = new Vector3[Halpe26.Skeleton.Count];
    private readonly Vector3[] _velocities = new Vector3[Halpe26.Skeleton.Count];
    private readonly float[] _angles = new float[JointAngleNames.Count];
    private readonly JointVelocities _motion = new(Halpe26.Skeleton.Count);
    private PersonRefiner _refiner = null!;
    private int _frame;

    [Params(RefinementMethod.None, RefinementMethod.OneEuro, RefinementMethod.Exponential, RefinementMethod.Kalman, RefinementMethod.Lowess, RefinementMethod.FixedLag)]
    public RefinementMethod Method { get; set; }

    [Params(false, true)]
    public bool Everything { get; set; }

    [GlobalSetup]
    public void Setup() => _refiner = new PersonRefiner(RefinementOptions.Default with
    {
        Method = Method,
        Gate = new GateOptions(Everything ? GateRule.Robust : GateRule.None),
        HoldBoneLengths = Everything,
    });

    [Benchmark]
    public void OnePerson()
    {
        _frame++;
        for (var j = 0; j < _joints.Length; j++)
        {
            _joints[j] = new Vector3(MathF.Sin(j + (0.1f * _frame)), MathF.Cos((2 * j) + (0.05f * _frame)), 5 + (0.2f * MathF.Sin(3 * j)));
        }

        var root = _joints[0];
        _refiner.Refine(MediaTime.FromSeconds(_frame * 0.04), ref root, _joints);
        if (Everything)
        {
            JointAngleSolver.Solve(_joints, _angles);
            _motion.Next(0.04, _joints, _velocities);
        }
    }
}
