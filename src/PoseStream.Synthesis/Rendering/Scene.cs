using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Rendering;

/// <summary>Everything in front of the camera: solids, the people among them, light and sky. Not thread-safe.</summary>
public sealed class Scene
{
    /// <summary>Each person has a bit in the mask of silhouettes.</summary>
    public const int MaximumPeople = 32;

    private readonly List<Solid> _solids = new(512);
    private readonly List<ScenePerson> _people = [];
    private bool _isMixed;
    private int _worldCount;

    public required Light Light { get; init; }

    public required Sky Sky { get; init; }

    /// <summary>Where shadows are drawn; null (default): round the people. A film wants it fixed: the shadows of things would wander with the people.</summary>
    public (Vector3 Center_m, float Radius_m)? ShadowBall { get; init; }

    /// <summary>The solids' <see cref="Solid.Owner"/> indexes it.</summary>
    public IReadOnlyList<ScenePerson> People => _people;

    public int SolidCount => _solids.Count;

    /// <summary>Another number for any change of the world; people are not part of it.</summary>
    internal int WorldVersion { get; private set; }

    /// <summary>The world's solids, which come before all people's; null where some were added after people.</summary>
    internal int? WorldCount => _isMixed ? null : _worldCount;

    internal ReadOnlySpan<Solid> Solids => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_solids);

    public void Add(in Solid solid)
    {
        _solids.Add(solid);
        NoteWorld();
    }

    public void Add(IEnumerable<Solid> solids)
    {
        _solids.AddRange(solids);
        NoteWorld();
    }

    /// <returns>The person's index, the owner of its solids.</returns>
    /// <exception cref="InvalidOperationException">There are <see cref="MaximumPeople"/> already.</exception>
    public int Add(ScenePerson person)
    {
        if (_people.Count == MaximumPeople)
        {
            throw new InvalidOperationException($"a scene holds at most {MaximumPeople} people");
        }

        var owner = _people.Count;
        _people.Add(person);
        foreach (var part in person.Look.Parts)
        {
            _solids.Add(part.Pose(person, owner));
        }

        return owner;
    }

    /// <summary>Takes the people out and leaves the world; for the next frame of a moving scene.</summary>
    public void RemovePeople()
    {
        _people.Clear();
        _solids.RemoveAll(solid => solid.Owner != Solid.Nobody);
        (_worldCount, _isMixed) = (_solids.Count, false);
    }

    private void NoteWorld()
    {
        WorldVersion++;
        _worldCount = _solids.Count;
        _isMixed |= _people.Count > 0;
    }

    /// <summary>A ball round all people; null when there are none.</summary>
    internal (Vector3 Center_m, float Radius_m)? PeopleBall()
    {
        if (_people.Count == 0)
        {
            return null;
        }

        var center = Vector3.Zero;
        foreach (var person in _people)
        {
            center += person.PositionOf(BodyJoint.Pelvis);
        }

        center /= _people.Count;
        var radius = 0f;
        foreach (var person in _people)
        {
            radius = Math.Max(radius, Vector3.Distance(center, person.PositionOf(BodyJoint.Pelvis)) + (0.65f * person.Look.Proportions.Stature_m));
        }

        return (center, radius);
    }
}
