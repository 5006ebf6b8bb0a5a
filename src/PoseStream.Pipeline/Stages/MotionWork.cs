using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;

namespace PoseStream.Pipeline.Stages;

/// <summary>Where the refine step puts what it finds of one person beside positions. What is not asked for is stale. Reused.</summary>
public sealed class MotionWork
{
    /// <summary>How old the refined positions are.</summary>
    public double Delay_s { get; set; }

    /// <summary>Camera space, as measured.</summary>
    public Vector3 RawRoot_m { get; set; }

    /// <summary>Camera space, as measured; NaN where absent.</summary>
    public Vector3[] RawPositions_m { get; } = new Vector3[Halpe26.Skeleton.Count];

    /// <summary>How sure the measured places relative to the root are, across and along the line of sight; NaN where not known.</summary>
    public PointSigma[] Sigmas { get; } = new PointSigma[Halpe26.Skeleton.Count];

    /// <summary>By <see cref="JointAngle"/>; NaN where not known.</summary>
    public float[] Angles_rad { get; } = new float[JointAngleNames.Count];

    /// <summary>By <see cref="JointAngle"/>.</summary>
    public AngleSource[] AngleSources { get; } = new AngleSource[JointAngleNames.Count];

    /// <summary>Whose coordinates <see cref="Coordinates"/> are; null where no network gave any in this frame.</summary>
    public IBodyModel? Body { get; set; }

    /// <summary>How old <see cref="Coordinates"/> are, not refined as they are; meaningful if <see cref="Body"/> is there.</summary>
    public double BodyDelay_s { get; set; }

    /// <inheritdoc cref="BodyPosture" path="/param[@name='Coordinates']"/>
    public float[] Coordinates { get; private set; } = [];

    /// <inheritdoc cref="BodyPosture" path="/param[@name='Markers_m']"/>
    public Vector3[] Markers_m { get; private set; } = [];

    /// <summary>By joint; null where not known.</summary>
    public SegmentLength?[] Segments { get; } = new SegmentLength?[Halpe26.Skeleton.Count];

    /// <summary>Camera space; NaN where not known.</summary>
    public Vector3[] Velocities_mps { get; } = new Vector3[Halpe26.Skeleton.Count];

    /// <summary>Room for the coordinates of a model: made once, for it stays the same.</summary>
    public void MakeRoom(IBodyModel body)
    {
        if (Coordinates.Length != body.Coordinates.Count || Markers_m.Length != body.Markers.Count)
        {
            (Coordinates, Markers_m) = (new float[body.Coordinates.Count], new Vector3[body.Markers.Count]);
        }
    }
}
