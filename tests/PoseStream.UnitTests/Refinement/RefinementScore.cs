using System.Numerics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Time;

namespace PoseStream.UnitTests.Refinement;

/// <summary>What a refinement makes of simulated people, the first second left out. A late pose is compared with the truth of its own time.</summary>
internal sealed record RefinementScore(double Mpjpe_mm, double AccelerationError_mps2, double JitterRatio, double Delay_ms)
{
    private const int Start = 25;

    public static RefinementScore Of(RefinementOptions options, IReadOnlyList<SimulatedMotion> motions)
    {
        double error = 0, errors = 0, difference = 0, refinedLength = 0, truthLength = 0, accelerations = 0, delay = 0;
        foreach (var motion in motions)
        {
            var refiner = new PersonRefiner(options);
            List<(Vector3[] Refined, Vector3[] Truth)> past = [];
            for (var f = 0; f < motion.Truth_m.Length; f++)
            {
                var joints = motion.Measured_m[f].ToArray();
                var root = joints[SimulatedMotion.Pelvis];
                refiner.Refine(MediaTime.FromSeconds(f * SimulatedMotion.FrameTime_s), ref root, joints);
                delay = refiner.Delay_s;
                past.Add((joints, motion.Truth_m[f - (int)Math.Round(delay / SimulatedMotion.FrameTime_s)]));
                if (f < Start)
                {
                    continue;
                }

                for (var j = 0; j < joints.Length; j++)
                {
                    error += Vector3.Distance(joints[j], past[f].Truth[j]);
                    errors++;
                    var refined = Acceleration(past[f].Refined[j], past[f - 1].Refined[j], past[f - 2].Refined[j]);
                    var truth = Acceleration(past[f].Truth[j], past[f - 1].Truth[j], past[f - 2].Truth[j]);
                    difference += Vector3.Distance(refined, truth);
                    refinedLength += refined.Length();
                    truthLength += truth.Length();
                    accelerations++;
                }
            }
        }

        return new RefinementScore(1000 * error / errors, difference / accelerations, refinedLength / truthLength, 1000 * delay);
    }

    private static Vector3 Acceleration(Vector3 now, Vector3 before, Vector3 earlier) =>
        (now - (2 * before) + earlier) / (float)(SimulatedMotion.FrameTime_s * SimulatedMotion.FrameTime_s);
}
