using System.Numerics;

namespace PoseStream.Core.Refinement;

/// <summary>Smooths a fixed set of points over time. Not thread-safe; allocates nothing after its making.</summary>
public interface IPoseFilter
{
    /// <summary>How old the positions of the last <see cref="Next"/> are; 0 where they are of its own time.</summary>
    double Delay_s { get; }

    /// <summary>Replaces measured by refined positions, in place. An absent point is absent in the result, and starts anew when it is back after a while.</summary>
    /// <param name="dt_s">Seconds since the last call, from the frames' stamps, above 0; ignored at the first call and the first after <see cref="Reset"/>.</param>
    /// <param name="points_m">NaN where absent.</param>
    /// <param name="sigmas">As long as the points.</param>
    void Next(double dt_s, Span<Vector3> points_m, ReadOnlySpan<PointSigma> sigmas);

    /// <summary>Forgets everything.</summary>
    void Reset();
}
