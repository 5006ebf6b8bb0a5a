using System.Text.Json;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// COCO's keypoint results: one list of confirmed people, image_id being the frame's number from 0. The first 17 joints of Halpe-26 are COCO's; an absent one is 0, 0, 0.
/// Pixels are PoseStream's, in which the centre of the first is (0.5, 0.5).
/// </summary>
internal sealed class CocoKeypointFile : IPosePublisher, IDisposable
{
    private const int PersonCategory = 1;

    private readonly MemoryStream _text = new();
    private readonly Utf8JsonWriter _json;

    public CocoKeypointFile()
    {
        _json = new Utf8JsonWriter(_text);
        _json.WriteStartArray();
    }

    public void Publish(PoseFrame frame)
    {
        foreach (var person in frame.People)
        {
            if (person.State is TrackState.Confirmed && person.Joints.Count > 0)
            {
                Write(frame.Stamp.Sequence, person);
            }
        }
    }

    /// <summary>Ends the list. Nothing can be published after.</summary>
    public byte[] Finish()
    {
        _json.WriteEndArray();
        _json.Flush();
        return _text.ToArray();
    }

    public void Dispose()
    {
        _json.Dispose();
        _text.Dispose();
    }

    private void Write(long frame, PersonPose person)
    {
        Span<float> keypoints = stackalloc float[3 * Coco17.Skeleton.Count];
        keypoints.Clear();
        foreach (var joint in person.Joints)
        {
            if (joint.Index < Coco17.Skeleton.Count && float.IsFinite(joint.Pixel.X))
            {
                (keypoints[3 * joint.Index], keypoints[(3 * joint.Index) + 1], keypoints[(3 * joint.Index) + 2]) = (joint.Pixel.X, joint.Pixel.Y, joint.Confidence);
            }
        }

        _json.WriteStartObject();
        _json.WriteNumber("image_id", frame);
        _json.WriteNumber("category_id", PersonCategory);
        _json.WriteStartArray("keypoints");
        foreach (var number in keypoints)
        {
            _json.WriteNumberValue(MathF.Round(number, 3));
        }

        _json.WriteEndArray();
        _json.WriteNumber("score", MathF.Round(person.ExistenceProbability, 5));
        _json.WriteEndObject();
    }
}
