using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Somebody in the course of a motion. Not thread-safe.</summary>
internal sealed class Performance
{
    private readonly BodyPose _pose = new();
    private readonly PersonLook _look;
    private readonly IMotion _motion;
    private readonly double _start_s;
    private readonly Vector2 _place;
    private readonly Quaternion _turn;
    private readonly Vector3 _middle;

    /// <param name="start_s">Of the motion.</param>
    /// <param name="place">World: where the pelvis is over the floor when half of the span is over.</param>
    public Performance(PersonLook look, IMotion motion, double start_s, double span_s, Vector2 place, Quaternion turn)
    {
        (_look, _motion, _start_s, _place, _turn) = (look, motion, start_s, place, turn);
        motion.PoseAt(start_s + (span_s / 2), _pose);
        _middle = _pose.Pelvis_m with { Z = 0 };
    }

    /// <param name="t_s">From the beginning of the span.</param>
    public ScenePerson At(double t_s)
    {
        _motion.PoseAt(_start_s + t_s, _pose);
        _pose.Pelvis_m = Vector3.Transform(_pose.Pelvis_m - _middle, _turn) + new Vector3(_place, 0);
        _pose[BodyJoint.Pelvis] = Quaternion.Normalize(_turn * _pose[BodyJoint.Pelvis]);
        return new ScenePerson("person", _look, _pose);
    }
}
