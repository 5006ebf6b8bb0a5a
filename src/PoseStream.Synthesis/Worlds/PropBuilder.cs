using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Worlds;

/// <summary>Puts shapes together round a place on the floor; x is the thing's front, lengths in metres.</summary>
internal sealed class PropBuilder(List<Solid> solids, Dice dice)
{
    private Vector3 _at;
    private Quaternion _turn = Quaternion.Identity;

    public Dice Dice => dice;

    public PropBuilder Stand(Vector2 at, float yaw_rad)
    {
        _at = new Vector3(at, 0);
        _turn = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, yaw_rad);
        return this;
    }

    public void Box(Material material, float x, float y, float z, float halfX, float halfY, float halfZ) =>
        solids.Add(Solid.Box(Place(x, y, z), new Vector3(halfX, halfY, halfZ), _turn, material));

    public void Pole(Material material, Vector3 from, Vector3 to, float radiusFrom, float radiusTo) =>
        solids.Add(Solid.Between(Place(from.X, from.Y, from.Z), Place(to.X, to.Y, to.Z), radiusFrom, radiusTo, Vector3.Transform(Vector3.UnitX, _turn), material));

    public void Ball(Material material, float x, float y, float z, float radiusX, float radiusY, float radiusZ) =>
        solids.Add(Solid.Ellipsoid(Place(x, y, z), new Vector3(radiusX, radiusY, radiusZ), _turn, material));

    /// <summary>A flat rectangle that faces local x.</summary>
    public void Board(Material material, float x, float y, float z, float halfWide, float halfHigh) =>
        solids.Add(Solid.Panel(Place(x, y, z), Vector3.Transform(new Vector3(0, halfWide, 0), _turn), new Vector3(0, 0, halfHigh), material));

    public Material Thing(float patterned = 0.2f) => new(Palette.Thing(dice))
    {
        Second = Palette.Thing(dice),
        Pattern = dice.Chance(patterned) ? dice.Pick(PatternKind.Stripes, PatternKind.Checks, PatternKind.Dots, PatternKind.Blotches, PatternKind.Planks, PatternKind.Writing) : PatternKind.Plain,
        Period_m = dice.LogUniform(0.03f, 0.3f),
        Angle_rad = dice.Chance(0.5f) ? 0 : MathF.PI / 2,
        Grain = dice.Uniform(0.05f, 0.25f),
        Gloss = dice.Chance(0.3f) ? dice.Uniform(0.05f, 0.3f) : 0,
        Seed = dice.Below(999),
    };

    public Material Wood() => new(Palette.Wood(dice)) { Grain = 0.3f, GrainSize_m = 0.3f, Gloss = 0.05f, Seed = dice.Below(999) };

    public Material Metal() => new(Palette.FromSrgb(Vector3.One * dice.Uniform(0.08f, 0.7f))) { Gloss = 0.3f };

    /// <summary>Light or dark letters on a coloured ground.</summary>
    public Material Writing(float letter_m, bool luminous = false)
    {
        var ground = Palette.Thing(dice);
        return new Material(ground)
        {
            Second = ground.Y > 0.25f ? Palette.FromSrgb(0.06f, 0.06f, 0.08f) : Palette.FromSrgb(0.93f, 0.92f, 0.85f),
            Pattern = PatternKind.Writing,
            Period_m = letter_m,
            Seed = dice.Below(999),
            Luminous = luminous,
        };
    }

    private Vector3 Place(float x, float y, float z) => _at + Vector3.Transform(new Vector3(x, y, z), _turn);
}
