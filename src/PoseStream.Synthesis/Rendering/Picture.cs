using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;

namespace PoseStream.Synthesis.Rendering;

/// <summary>A rendered picture and what each pixel shows. The buffers are kept and reused when the next picture has the same size. Not thread-safe.</summary>
public sealed class Picture
{
    private PersonCoverage[] _people = [];

    public FrameGeometry Geometry { get; private set; }

    /// <summary>Height x width x (red, green, blue), sRGB, 8 bit.</summary>
    public byte[] Rgb { get; private set; } = [];

    /// <summary>Height x width: metres along the camera's axis, <see cref="float.MaxValue"/> for sky; of one sample in each pixel.</summary>
    public float[] Depth_m { get; private set; } = [];

    /// <summary>Height x width: index of the person, <see cref="Solid.Nobody"/> for everything else.</summary>
    public sbyte[] Owners { get; private set; } = [];

    /// <summary>Height x width.</summary>
    public BodyRegion[] Regions { get; private set; } = [];

    /// <summary>By the scene's person index.</summary>
    public IReadOnlyList<PersonCoverage> People => _people;

    internal void Begin(FrameGeometry geometry)
    {
        if (geometry != Geometry)
        {
            var pixels = geometry.Width * geometry.Height;
            Rgb = new byte[pixels * 3];
            Depth_m = new float[pixels];
            Owners = new sbyte[pixels];
            Regions = new BodyRegion[pixels];
            Geometry = geometry;
        }
    }

    internal void End(PersonCoverage[] people) => _people = people;
}
