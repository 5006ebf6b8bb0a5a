using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Networks;

/// <summary>A pose network under examination: one crop at a time, through the service's own preprocessing, decoding and placing.</summary>
internal sealed class EvaluatedPose : IDisposable
{
    // Of networks that want a virtual camera's crop of a picture whose camera nobody knows.
    private const double AssumedFieldOfView_deg = 60;

    private readonly IPoseModel _model;
    private readonly IPoseEstimator _worker;
    private readonly JointMap _map;
    private readonly PoseEstimate[] _estimate;
    private readonly PoseCrop[] _crop = new PoseCrop[1];

    /// <param name="model">Owned from here on.</param>
    public EvaluatedPose(IPoseModel model)
    {
        _model = model;
        _worker = model.CreateWorker();
        _map = JointMaps.ToPublished(model.Skeleton);
        _estimate = [new PoseEstimate(model.Skeleton.Count, model.FeatureCount)];
    }

    /// <param name="camera">Null where nothing is known of it: then nobody is placed.</param>
    public void Find(Frame frame, in BoundingBox person, CameraModel? camera, FoundPose into)
    {
        _crop[0] = new PoseCrop(frame, _model.CropFor(person, camera ?? CameraModel.FromFieldOfView(frame.Geometry, AssumedFieldOfView_deg)));
        _worker.Estimate(_crop, _estimate);
        _map.Apply(_estimate[0].Joints, into.Joints);
        into.Fit = camera is null ? null : PersonPlacement.Place(into.Joints, _estimate[0].MetresPerPixel, _crop[0].Transform, camera, into.Positions_m);
        if (into.Fit is null)
        {
            Array.Fill(into.Positions_m, new Vector3(float.NaN));
        }
    }

    public void Dispose()
    {
        _worker.Dispose();
        _model.Dispose();
    }
}
