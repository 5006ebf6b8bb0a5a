using System.Numerics;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Motion;

namespace PoseStream.Synthesis.Clips;

/// <summary>Finds people for a clip and gives each something to do that repeats after one round.</summary>
internal sealed class Casting(Dice dice, double round_s)
{
    private readonly List<Actor> _cast = [];

    public IReadOnlyList<Actor> Cast => _cast;

    /// <summary>Somebody new, with a way of their own to move.</summary>
    public PersonLook Person(float children = 0) => PersonLookGenerator.Make(dice, children);

    public MotionStyle Style() => MotionStyle.Random(new Random((int)(dice.NextBits() >> 1)));

    /// <summary>Walks a closed way, once a round.</summary>
    /// <param name="begin">Where on the way the round begins, as a share of it.</param>
    /// <param name="rest_s">Spent standing, each round.</param>
    public void Stroll(string name, PersonLook look, IReadOnlyList<Vector2> corners_m, double begin = 0, double rest_s = 0, ArmAction arms = ArmAction.Swing)
    {
        var track = new RoundTrack(corners_m, round_s, rest_s);
        var walk = new GaitMotion(look.Proportions, WholeStrides(look.Proportions, track.Speed_mps), track, Style(), arms);
        _cast.Add(new Actor(name, look, new PassingMotion(new LoopedMotion(walk, round_s), round_s, begin * round_s)));
    }

    /// <summary>Walks from one side to the other and is out of the picture at both ends.</summary>
    public void Pass(string name, PersonLook look, Vector2 from_m, Vector2 to_m, double begin, ArmAction arms = ArmAction.Swing)
    {
        var speed = Vector2.Distance(from_m, to_m) / (float)round_s;
        var track = new PathTrack(new FloorPath([from_m, to_m]), speed);
        var walk = new GaitMotion(look.Proportions, GaitShape.Walk(look.Proportions, speed), track, Style(), arms);
        _cast.Add(new Actor(name, look, new PassingMotion(walk, round_s, begin * round_s)));
    }

    /// <summary>Does something on one spot.</summary>
    /// <param name="make">From the body and its style; its cycles must go into the round.</param>
    public void Stay(string name, PersonLook look, Vector2 at_m, float heading_deg, Func<BodyProportions, MotionStyle, IMotion> make) => _cast.Add(new Actor(
        name, look, new LoopedMotion(new PlacedMotion(make(look.Proportions, Style()), new FloorPlacement(at_m, Curves.Radians(heading_deg))), round_s)));

    private GaitShape WholeStrides(BodyProportions body, float speed_mps)
    {
        var shape = GaitShape.Walk(body, speed_mps);
        return shape with { Period_s = (float)(round_s / Math.Round(round_s / shape.Period_s)) };
    }
}
