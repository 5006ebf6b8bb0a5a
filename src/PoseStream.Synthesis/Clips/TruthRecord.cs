using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Clips;

/// <summary>Truth in binary, field by field: a clip's is a few megabytes, and reading it as text would take longer than all else at the demo's start.</summary>
internal static class TruthRecord
{
    public static void WriteView(BinaryWriter writer, CameraView view)
    {
        var model = view.Model;
        foreach (var number in (ReadOnlySpan<double>)[model.Fx, model.Fy, model.Cx, model.Cy, model.Distortion.K1, model.Distortion.K2, model.Distortion.P1, model.Distortion.P2, model.Distortion.K3])
        {
            writer.Write(number);
        }

        writer.Write(model.Geometry.Width);
        writer.Write(model.Geometry.Height);
        writer.Write((int)model.Source);
        Write(writer, view.Position_m);
        Write(writer, view.ToWorld.AsVector4().AsVector3());
        writer.Write(view.ToWorld.W);
    }

    public static CameraView ReadView(BinaryReader reader)
    {
        double Next() => reader.ReadDouble();
        var (fx, fy, cx, cy) = (Next(), Next(), Next(), Next());
        var distortion = new LensDistortion(Next(), Next(), Next(), Next(), Next());
        var geometry = new FrameGeometry(reader.ReadInt32(), reader.ReadInt32());
        var model = new CameraModel(fx, fy, cx, cy, distortion, geometry, (IntrinsicsSource)reader.ReadInt32());
        return new CameraView(model, ReadVector(reader), new Quaternion(ReadVector(reader), reader.ReadSingle()));
    }

    public static void Write(BinaryWriter writer, PictureTruth picture)
    {
        writer.Write(picture.People.Count);
        foreach (var person in picture.People)
        {
            writer.Write(person.Person);
            writer.Write(person.Identity);
            writer.Write(person.Stature_m);
            Write(writer, person.VisibleBox);
            Write(writer, person.FullBox);
            writer.Write(person.Visible_px);
            writer.Write(person.VisibleShare);
            writer.Write(person.Joints.Count);
            foreach (var joint in person.Joints)
            {
                Write(writer, joint.World_m);
                Write(writer, joint.Camera_m);
                Write(writer, new Vector3(joint.Pixel, 0));
                writer.Write((byte)joint.Visibility);
                writer.Write(joint.OccludedBy ?? Solid.Nobody);
            }
        }
    }

    /// <param name="view">Of all pictures of the clip.</param>
    public static PictureTruth Read(BinaryReader reader, CameraView view)
    {
        var people = new PersonTruth[reader.ReadInt32()];
        for (var i = 0; i < people.Length; i++)
        {
            people[i] = new PersonTruth(
                reader.ReadInt32(), reader.ReadString(), reader.ReadSingle(), ReadBox(reader), ReadBox(reader), reader.ReadSingle(), reader.ReadSingle(), ReadJoints(reader));
        }

        return new PictureTruth(view, people);
    }

    private static JointTruth[] ReadJoints(BinaryReader reader)
    {
        var joints = new JointTruth[reader.ReadInt32()];
        for (var j = 0; j < joints.Length; j++)
        {
            var (world, camera, pixel) = (ReadVector(reader), ReadVector(reader), ReadVector(reader));
            var visibility = (TruthVisibility)reader.ReadByte();
            var occluder = reader.ReadInt32();
            joints[j] = new JointTruth(world, camera, new Vector2(pixel.X, pixel.Y), visibility, occluder == Solid.Nobody ? null : occluder);
        }

        return joints;
    }

    private static void Write(BinaryWriter writer, BoundingBox? box)
    {
        writer.Write(box.HasValue);
        if (box is { } known)
        {
            writer.Write(known.X1);
            writer.Write(known.Y1);
            writer.Write(known.X2);
            writer.Write(known.Y2);
        }
    }

    private static BoundingBox? ReadBox(BinaryReader reader) =>
        reader.ReadBoolean() ? new BoundingBox(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()) : null;

    private static void Write(BinaryWriter writer, Vector3 point)
    {
        writer.Write(point.X);
        writer.Write(point.Y);
        writer.Write(point.Z);
    }

    private static Vector3 ReadVector(BinaryReader reader) => new(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
}
