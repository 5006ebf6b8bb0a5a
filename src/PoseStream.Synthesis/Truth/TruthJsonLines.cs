using System.Numerics;
using System.Text.Json;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Time;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Truth;

/// <summary>
/// Writes truth as JSON Lines, one object a picture. Units are in the names; joints are rows in <see cref="Halpe26"/>'s order:
/// [world x, y, z, camera x, y, z, pixel x, y, visibility, person in front or -1], with null for what does not exist. A lens is
/// a <see cref="LensKind"/> and the coefficients of its formula in OpenCV's order. Joint angles have OpenSim's names and follow
/// from the joints in the world. Numbers are written so that <see cref="TruthJsonReader"/> gets the very same ones back.
/// Keeps the stream open; dispose it yourself.
/// </summary>
public sealed class TruthJsonLines(Stream stream)
{
    private readonly Vector3[] _ground_m = new Vector3[Halpe26.Skeleton.Count];
    private readonly float[] _angles_rad = new float[JointAngleNames.Count];

    /// <param name="name">Of the picture: a file or a frame number.</param>
    /// <param name="time">Of the picture in its video, time_s in the file.</param>
    public void Write(string name, MediaTime time, PictureTruth truth)
    {
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("picture", name);
            json.WriteNumber("time_s", Math.Round(time.Seconds, 9));
            WriteCamera(json, truth.View);
            json.WriteStartArray("people");
            foreach (var person in truth.People)
            {
                WritePerson(json, person);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteCamera(Utf8JsonWriter json, CameraView view)
    {
        var model = view.Model;
        json.WriteStartObject("camera");
        json.WriteNumber("width_px", model.Geometry.Width);
        json.WriteNumber("height_px", model.Geometry.Height);
        Row(json, "intrinsics_px", [model.Fx, model.Fy, model.Cx, model.Cy]);
        json.WriteString("intrinsics_source", model.Source.ToString());
        json.WriteString("lens", model.Distortion.Kind.ToString());
        Row(json, "distortion", model.Distortion.Coefficients());
        Row(json, "position_m", view.Position_m.X, view.Position_m.Y, view.Position_m.Z);
        Row(json, "to_world_xyzw", view.ToWorld.X, view.ToWorld.Y, view.ToWorld.Z, view.ToWorld.W);
        json.WriteEndObject();
    }

    private void WritePerson(Utf8JsonWriter json, PersonTruth person)
    {
        json.WriteStartObject();
        json.WriteNumber("person", person.Person);
        json.WriteString("identity", person.Identity);
        json.WriteNumber("stature_m", person.Stature_m);
        WriteBox(json, "visible_box_px", person.VisibleBox);
        WriteBox(json, "full_box_px", person.FullBox);
        json.WriteNumber("visible_px", person.Visible_px);
        json.WriteNumber("visible_share", person.VisibleShare);
        json.WriteNumber("fill", person.Fill);
        json.WriteStartArray("joints");
        foreach (var joint in person.Joints)
        {
            json.WriteStartArray();
            Numbers(json, joint.World_m.X, joint.World_m.Y, joint.World_m.Z, joint.Camera_m.X, joint.Camera_m.Y, joint.Camera_m.Z, joint.Pixel.X, joint.Pixel.Y);
            json.WriteStringValue(TruthVisibilityNames.Of(joint.Visibility));
            json.WriteNumberValue(joint.OccludedBy ?? Solid.Nobody);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteAngles(json, person);
        json.WriteEndObject();
    }

    private void WriteAngles(Utf8JsonWriter json, PersonTruth person)
    {
        for (var i = 0; i < _ground_m.Length; i++)
        {
            _ground_m[i] = OpenSimSpace.FromWorld(person.Joints[i].World_m);
        }

        JointAngleSolver.Solve(_ground_m, _angles_rad);
        json.WriteStartObject("joint_angles_rad");
        for (var i = 0; i < _angles_rad.Length; i++)
        {
            json.WritePropertyName(JointAngleNames.All[i]);
            Numbers(json, _angles_rad[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteBox(Utf8JsonWriter json, string name, BoundingBox? box)
    {
        if (box is { } known)
        {
            Row(json, name, known.X1, known.Y1, known.X2, known.Y2);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Row(Utf8JsonWriter json, string name, params ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        Numbers(json, values);
        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }
    }
}
