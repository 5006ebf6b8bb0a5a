using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Clips;

/// <summary>A set, the camera in front of it, and the cast. Not thread-safe: make one for each thread that draws.</summary>
public sealed class Stage
{
    // Shadows reach as far as people walk; the map's cells are then a few centimetres.
    private const float ShadowRadius_m = 7;

    private readonly Scene _scene;
    private readonly BodyPose _pose = new();

    public Stage(World world, CameraView view, IReadOnlyList<Actor> cast)
    {
        (World, View, Cast) = (world, view, cast);
        _scene = new Scene { Light = world.Light, Sky = world.Sky, ShadowBall = (new Vector3(0, 0, 1), ShadowRadius_m) };
        _scene.Add(world.Solids);
    }

    public World World { get; }

    /// <summary>Fixed, as a security camera is.</summary>
    public CameraView View { get; }

    /// <summary>In the order of the scene's people.</summary>
    public IReadOnlyList<Actor> Cast { get; }

    /// <summary>The scene at a time of the round; valid until the next call.</summary>
    public Scene At(double t_s)
    {
        _scene.RemovePeople();
        foreach (var actor in Cast)
        {
            actor.Motion.PoseAt(t_s, _pose);
            _scene.Add(new ScenePerson(actor.Name, actor.Look, _pose));
        }

        return _scene;
    }
}
