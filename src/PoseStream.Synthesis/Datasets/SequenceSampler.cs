using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Worlds;

namespace PoseStream.Synthesis.Datasets;

/// <summary>
/// Makes sequences of crops of one moving person among others, as a camera that stands still takes them at 8 to 30 frames a second and a tracker cuts them: what the pose network says of
/// them is what a temporal network learns from, errors that last included. Sample n of a seed is always the same. Not thread-safe: one for each thread.
/// </summary>
public sealed class SequenceSampler(Cast cast, SampleStyle style)
{
    private const int MostTries = 8;
    private const float LeastSeen = 0.6f;

    private readonly PersonCropper _cropper = new();

    public void Make(ulong seed, SequenceSample sample)
    {
        var dice = new Dice(seed);
        for (var attempt = 0; ; attempt++)
        {
            if (TryMake(dice, sample) || attempt == MostTries)
            {
                return;
            }
        }
    }

    private bool TryMake(Dice dice, SequenceSample sample)
    {
        sample.Clear();
        var world = style is SampleStyle.Wild ? WorldGenerator.Make(dice) : WorldGenerator.Make(dice, dice.Pick(WorldKind.Street, WorldKind.Room, WorldKind.Gym));
        var rate = dice.LogUniform(8, 30);
        var span_s = SequenceSample.Length / (double)rate;
        var place = world.FindPlace(dice, 0.4f);
        List<Performance> people = [cast.Perform(dice, place, span_s)];
        var target = people[0].At(span_s / 2).PositionOf(BodyJoint.Pelvis);
        AddOthers(dice, people, place, span_s);
        var view = CropSampler.PlaceCamera(dice, style, world, target);
        var camera = SampleCamera.Make(dice, style, lowest: 0.22f);
        // The same thing stands there in each frame.
        uint? thing = dice.Chance(0.2f) ? dice.NextBits() : null;
        var drift = new BoxDrift(dice);
        var seen = 0;
        for (var i = 0; i < SequenceSample.Length; i++)
        {
            var scene = world.NewScene();
            foreach (var person in people)
            {
                scene.Add(person.At(i / (double)rate));
            }

            if (thing is { } known)
            {
                Occluders.AddBetween(scene, new Dice(known), view.Position_m, target);
            }

            var isSeen = TryTake(scene, view, camera, drift, dice, sample.Frames[i]);
            sample.Moments[i * SequenceSample.Columns] = i / rate;
            sample.Moments[(i * SequenceSample.Columns) + 1] = isSeen ? 1 : 0;
            seen += isSeen ? 1 : 0;
            if (i + 1 - seen > (1 - LeastSeen) * SequenceSample.Length)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryTake(Scene scene, CameraView view, SampleCamera camera, BoxDrift drift, Dice dice, CropSample sample)
    {
        drift.Next(dice);
        if (_cropper.Look(scene, view, scene.People[0]) is not { } box)
        {
            return false;
        }

        var (center, width, height) = drift.Of(box);
        return CropSampler.Around(center, width, height, sample.Geometry) is { } crop && _cropper.TryTake(scene, view, crop, camera, dice, sample);
    }

    /// <summary>Half of the sequences have others near, who pass before the person or behind.</summary>
    private void AddOthers(Dice dice, List<Performance> people, Vector2 place, double span_s)
    {
        for (var others = dice.Chance(0.5f) ? 1 + dice.Below(3) : 0; others > 0; others--)
        {
            var (sine, cosine) = MathF.SinCos(dice.Uniform(0, MathF.Tau));
            people.Add(cast.Perform(dice, place + (dice.Uniform(0.3f, 2) * new Vector2(cosine, sine)), span_s));
        }
    }
}
