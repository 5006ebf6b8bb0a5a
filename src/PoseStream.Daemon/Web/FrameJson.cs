using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Publishing.Contracts;

namespace PoseStream.Daemon.Web;

/// <summary>A frame as the page draws it: frame pixels and camera space, rounded to what can be seen.</summary>
internal static class FrameJson
{
    private const int PixelDigits = 1;
    private const int MetreDigits = 3;

    public static void Write(Utf8JsonWriter json, PoseFrame frame, double latency_ms)
    {
        var camera = frame.Camera;
        json.WriteStartObject();
        json.WriteString("camera", frame.Stamp.Camera.Value);
        json.WriteNumber("sequence", frame.Stamp.Sequence);
        json.WriteNumber("epoch", frame.Stamp.Epoch.Value);
        json.WriteNumber("media_time_s", Math.Round(frame.Stamp.MediaTime.Seconds, MetreDigits));
        json.WriteNumber("latency_ms", Math.Round(latency_ms, PixelDigits));
        json.WriteNumber("width_px", camera.Geometry.Width);
        json.WriteNumber("height_px", camera.Geometry.Height);
        json.WriteNumber("fx_px", Math.Round(camera.Fx, PixelDigits));
        json.WriteNumber("cx_px", Math.Round(camera.Cx, PixelDigits));
        json.WriteString("calibration", CameraMapper.Id(camera));
        json.WriteString("lens", NameOf(camera.Source));
        json.WriteBoolean("ground", camera.Ground is not null);
        json.WriteStartArray("people");
        foreach (var person in frame.People)
        {
            if (person.State != TrackState.Ended)
            {
                Write(json, person);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(IntrinsicsSource source) => source switch
    {
        IntrinsicsSource.Configured => "calibrated",
        IntrinsicsSource.EstimatedFromPeople => "from_people",
        _ => "assumed",
    };

    private static void Write(Utf8JsonWriter json, PersonPose person)
    {
        json.WriteStartObject();
        json.WriteNumber("id", person.Track.Value);
        json.WriteString("state", NameOf(person.State));
        json.WriteStartArray("box_px");
        foreach (var side in (ReadOnlySpan<float>)[person.Box.X1, person.Box.Y1, person.Box.X2, person.Box.Y2])
        {
            json.WriteNumberValue(Rounded(side, PixelDigits));
        }

        json.WriteEndArray();

        // index, x, y, confidence: names would be most of the message.
        json.WriteStartArray("joints");
        foreach (var joint in person.Joints)
        {
            json.WriteStartArray();
            json.WriteNumberValue(joint.Index);
            json.WriteNumberValue(Rounded(joint.Pixel.X, PixelDigits));
            json.WriteNumberValue(Rounded(joint.Pixel.Y, PixelDigits));
            json.WriteNumberValue(Rounded(joint.Confidence, 2));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (person.Root_m is { } root)
        {
            Write(json, "root_m", root);
        }

        if (person.Root is { } state)
        {
            // Of the floor's two axes: xx, xz, zz.
            json.WriteStartArray("floor_covariance_m2");
            json.WriteNumberValue(Rounded(state.Covariance_m2.Xx, 5));
            json.WriteNumberValue(Rounded(state.Covariance_m2.Xz, 5));
            json.WriteNumberValue(Rounded(state.Covariance_m2.Zz, 5));
            json.WriteEndArray();
            Write(json, "velocity_m_s", state.Velocity_m_s);
            json.WriteBoolean("predicted", state.IsPredicted);
        }

        if (person.BodyHeight_m is { } height)
        {
            json.WriteNumber("body_height_m", Rounded(height, 2));
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Vector3 point)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(Rounded(point.X, MetreDigits));
        json.WriteNumberValue(Rounded(point.Y, MetreDigits));
        json.WriteNumberValue(Rounded(point.Z, MetreDigits));
        json.WriteEndArray();
    }

    private static string NameOf(TrackState state) => state switch
    {
        TrackState.Tentative => "tentative",
        TrackState.Confirmed => "confirmed",
        TrackState.Lost => "lost",
        _ => "ended",
    };

    // In decimal: what binary would add are digits that nobody asked for.
    private static decimal Rounded(float value, int digits) => float.IsFinite(value) && Math.Abs(value) < 1e9f ? Math.Round((decimal)value, digits) : 0;
}
