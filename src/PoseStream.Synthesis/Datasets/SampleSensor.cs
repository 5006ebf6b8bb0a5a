using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Draws samples: the rendering, then the camera's faults. One for each thread.</summary>
internal sealed class SampleSensor
{
    private const int ShadowSide = 128;

    private readonly SceneRenderer _smooth = new(new RenderOptions(2, ShadowSide));
    private readonly SceneRenderer _rough = new(new RenderOptions(1, ShadowSide));
    private readonly Sensor _sensor = new();

    public void Take(Scene scene, CameraView view, SampleCamera camera, Dice dice, Picture picture)
    {
        (camera.IsRough ? _rough : _smooth).Render(scene, view, picture);
        _sensor.Apply(camera.Settings, picture.Rgb, picture.Geometry, dice);
    }
}
