using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics.Tracks;
using PoseStream.Core.Time;
using PoseStream.Core.Tracking;
using Xunit;
using Xunit.Abstractions;

namespace PoseStream.UnitTests.Tracking;

/// <summary>People who walk in space, seen by a detector that jitters, misses, and does not see who is behind somebody else.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    private static readonly CameraModel Camera = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 70);

    private static readonly EmbeddingSpace Faces = new(128, 0.8f, 0.5f);

    private readonly PersonTracker _tracker = new(new TrackerOptions(), new TrackIdSequence());
    private readonly ClearMotMeter _meter = new();
    private readonly Random _random = new(4);
    private Appearance[] _clothes = [];
    private float[][] _faces = [];
    private int _seen;
    private int _asked;

    [Theory]
    [InlineData(30)]
    [InlineData(10)]
    [InlineData(5)]
    public void Update_TwoPeopleCrossOneHidden_KeepTheirIds(int rate_hz)
    {
        // At 5 and at 6.5 m, towards one another with 1.2 m/s: the far one is hidden for about half a second.
        Walker[] people = [new(new(-2.5f, 5), new(1.2f, 0)), new(new(2.5f, 6.5f), new(-1.2f, 0))];
        var ids = Run(people, rate_hz, 4.2, missed: 0);
        Assert.Equal([2, 2], [ids[0].Distinct().Count() + ids[1].Distinct().Count(), ids[0].Concat(ids[1]).Distinct().Count()]);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(10, true)]
    [InlineData(10, false)]
    public void Update_HiddenForASecondWhileWalking_KeepsTheId(int rate_hz, bool knowsPlaces)
    {
        Walker[] people = [new(new(-2.5f, 6), new(1.3f, 0))];
        var ids = Run(people, rate_hz, 4, missed: 0, hidden: static t => t is > 1.5 and < 2.5, knowsPlaces);
        Assert.Single(ids[0].Distinct());
    }

    [Fact]
    public void Update_HiddenWhileComingNearer_IsFoundByThePlace()
    {
        // From 9 m to 5 m while nobody looks: the box is nearly twice as high as it was.
        Walker[] people = [new(new(-1.5f, 12), new(0.4f, -2.6f))];
        var ids = Run(people, 10, 3, missed: 0, hidden: static t => t is > 1.2 and < 2.4);
        Assert.Single(ids[0].Distinct());
    }

    [Fact]
    public void Update_AnotherPersonWhereNobodyCanHaveWalked_IsNotTakenForTheLostOne()
    {
        // The lost one was 12 m away; a second later somebody stands 3 m from the camera, over the same pixels.
        Walker[] far = [new(new(0, 12), new(0, 0))];
        Run(far, 10, 1, missed: 0);
        var lost = Assert.Single(_tracker.Tracks).Id;
        for (var t = 1.0; t < 1.5; t += 0.1)
        {
            _tracker.Update([], MediaTime.FromSeconds(t));
        }

        _tracker.Update([new Detection(BoxOf(new Vector2(0, 3)), 0.9f)], MediaTime.FromSeconds(1.5));
        Assert.Equal(TrackState.Lost, _tracker.Tracks.Single(track => track.Id == lost).State);
        Assert.Equal(2, _tracker.Tracks.Count);
    }

    [Theory]
    [InlineData(6, 30, true, 0.2)]
    [InlineData(6, 10, true, 0.2)]
    [InlineData(12, 15, true, 0.5)]
    [InlineData(6, 30, false, 1.5)]
    [InlineData(6, 10, false, 1.5)]
    public void Update_Crowd_SwitchesIdsSeldom(int count, int rate_hz, bool hasClothes, double most)
    {
        _clothes = hasClothes ? [.. Enumerable.Range(0, count).Select(_ => Clothes())] : [];
        var people = Enumerable.Range(0, count).Select(i => new Walker(
            new((_random.NextSingle() * 8) - 4, 5 + i), new((_random.NextSingle() * 2) - 1, _random.NextSingle() - 0.5f), Turns: true)).ToArray();
        Run(people, rate_hz, 60, missed: 0.05);
        output.WriteLine($"{count} people, {rate_hz} Hz: {_meter.Switches / (double)count:F2} id switches a person-minute; MOTA {_meter.Accuracy:F3}");
        Assert.InRange(_meter.Switches / (double)count, 0, most);
    }

    [Theory]
    [InlineData(6, 10, false, 1, 5)]
    [InlineData(6, 10, true, 0, 0.7)]
    [InlineData(12, 15, false, 3, 5)]
    [InlineData(12, 15, true, 0, 2)]
    public void Update_CrowdInTheSameClothes_SwitchesIdsLessWhereANetworkKnowsThem(int count, int rate_hz, bool isAsked, double least, double most)
    {
        _clothes = [.. Enumerable.Repeat(Clothes(), count)];
        _faces = isAsked ? [.. Enumerable.Range(0, count + 1).Select(_ => Direction())] : [];
        var people = Enumerable.Range(0, count).Select(i => new Walker(
            new((_random.NextSingle() * 8) - 4, 5 + i), new((_random.NextSingle() * 2) - 1, _random.NextSingle() - 0.5f), Turns: true)).ToArray();
        Run(people, rate_hz, 60, missed: 0.05);
        output.WriteLine($"{count} people, {rate_hz} Hz: {_meter.Switches / (double)count:F2} id switches a person-minute; {(double)_asked / _seen:P0} of the detections asked about");
        Assert.InRange(_meter.Switches / (double)count, least, most);
    }

    [Fact]
    public void Update_EnteringAndLeaving_EveryVisitIsAnIdOfItsOwn()
    {
        var all = new HashSet<TrackId>();
        for (var visit = 0; visit < 5; visit++)
        {
            var start = visit * 20.0;
            for (var i = 0; i < 100; i++)
            {
                var t = start + (i * 0.04);
                var seen = BoxOf(new Vector2(-4 + (2 * (float)(t - start)), 6));
                _tracker.Update(seen.X2 > 20 ? [new Detection(seen, 0.9f)] : [], MediaTime.FromSeconds(t));
            }

            Assert.True(all.Add(_tracker.Tracks.Single(static track => track.State is TrackState.Confirmed).Id));
            for (var i = 0; i < 120; i++)
            {
                _tracker.Update([], MediaTime.FromSeconds(start + 4 + (i * 0.04)));
            }

            Assert.Empty(_tracker.Tracks);
        }
    }

    /// <returns>For each person the ids of the confirmed tracks that were matched to them, frame by frame.</returns>
    private List<TrackId>[] Run(Walker[] people, int rate_hz, double seconds, double missed, Func<double, bool>? hidden = null, bool knowsPlaces = true)
    {
        var ids = people.Select(static _ => new List<TrackId>()).ToArray();
        for (var frame = 0; frame < seconds * rate_hz; frame++)
        {
            var t = frame / (double)rate_hz;
            var boxes = people.Select(person => BoxOf(person.At(t))).ToArray();
            var seen = Enumerable.Range(0, people.Length)
                .Where(i => hidden?.Invoke(t) is not true && _random.NextDouble() >= missed && IsInPicture(boxes[i]) && !IsBehindSomebody(i, people, boxes, t)).ToArray();
            Detection[] detections = [.. seen.Select(i => Jittered(boxes[i]))];
            _tracker.Update(detections, MediaTime.FromSeconds(t), _clothes.Length == 0 ? [] : [.. seen.Select((i, d) => new SeenLook(Worn(_clothes[i]), AskedOf(i, detections, d, t)))]);
            Assert.Equal(_tracker.Tracks.Count, _tracker.Tracks.DistinctBy(static track => track.Id).Count());
            _meter.AddFrame(
                [.. seen.Select(i => new TrackedBox((ulong)i, boxes[i]))],
                [.. _tracker.Tracks.Where(static track => track is { SeenNow: true, State: TrackState.Confirmed }).Select(static track => new TrackedBox(track.Id.Value, track.Box))]);
            foreach (var i in seen)
            {
                var nearest = _tracker.Tracks.Where(static track => track is { SeenNow: true, State: TrackState.Confirmed })
                    .MaxBy(track => BoundingBox.IntersectionOverUnion(track.Box, boxes[i]));
                if (nearest is not null && BoundingBox.IntersectionOverUnion(nearest.Box, boxes[i]) > 0.5f)
                {
                    ids[i].Add(nearest.Id);
                    if (knowsPlaces)
                    {
                        var at = people[i].At(t);
                        var velocity = (people[i].At(t + 0.01) - at) / 0.01f;
                        _tracker.Learn(
                            nearest.Id,
                            new TrackSighting(MediaTime.FromSeconds(t), false, boxes[i], TrunkSighting.None, new Vector3(at.X, 0, at.Y), new Vector3(velocity.X, 0, velocity.Y)), Camera);
                    }
                }
            }
        }

        return ids;
    }

    private static bool IsInPicture(BoundingBox box) => box.X2 > 20 && box.X1 < 1260;

    private static bool IsBehindSomebody(int i, Walker[] people, BoundingBox[] boxes, double t) => people.Index().Any(other =>
        other.Index != i && other.Item.At(t).Y < people[i].At(t).Y
        && (Math.Min(boxes[i].X2, boxes[other.Index].X2) - Math.Max(boxes[i].X1, boxes[other.Index].X1)) > 0.6f * boxes[i].Width);

    private Detection Jittered(BoundingBox box)
    {
        float Jitter() => ((_random.NextSingle() * 2) - 1) * 0.04f * box.Height;
        return new Detection(new BoundingBox(box.X1 + Jitter(), box.Y1 + Jitter(), box.X2 + Jitter(), box.Y2 + Jitter()), 0.6f + (0.3f * _random.NextSingle()));
    }

    /// <summary>Two bins of brightness and two of hue for trunk and legs: people are as different as on a street, about 0.7 alike.</summary>
    private Appearance Clothes()
    {
        var look = default(Appearance);
        for (var band = 0; band < 2; band++)
        {
            foreach (var (first, count) in ((int, int)[])[(0, 8), (8, 7)])
            {
                var shares = Enumerable.Range(0, count).Select(_ => MathF.Pow(_random.NextSingle(), 6)).ToArray();
                for (var i = 0; i < count; i++)
                {
                    look[(15 * band) + first + i] = shares[i] / shares.Sum();
                }
            }
        }

        return look;
    }

    /// <summary>As a frame shows it: the same clothes are 0.97 alike.</summary>
    private Appearance Worn(Appearance clothes)
    {
        var worn = clothes;
        worn.Blend(Clothes(), 0.08f);
        return worn;
    }

    /// <summary>What a network says of somebody if it is asked: two sights of one person have a cosine of 0.8, two people of 0.5.</summary>
    private Embedding? AskedOf(int person, Detection[] detections, int detection, double t)
    {
        _seen++;
        if (_faces.Length == 0 || !_tracker.WantsEmbedding(detections, detection, MediaTime.FromSeconds(t)))
        {
            return null;
        }

        _asked++;
        var (common, own, chance) = (_faces[^1], _faces[person], Direction());
        var embedding = new Embedding(Faces);
        embedding.Take([.. common.Select((value, i) => (MathF.Sqrt(0.5f) * value) + (MathF.Sqrt(0.3f) * own[i]) + (MathF.Sqrt(0.2f) * chance[i]))]);
        return embedding;
    }

    /// <summary>Of unit length, nearly at right angles to every other.</summary>
    private float[] Direction()
    {
        var values = Enumerable.Range(0, Faces.Length).Select(_ => _random.NextSingle() + _random.NextSingle() + _random.NextSingle() - 1.5f).ToArray();
        var length = MathF.Sqrt(values.Sum(static value => value * value));
        return [.. values.Select(value => value / length)];
    }

    /// <param name="at">Aside and away from a level camera at the height of the pelvis.</param>
    private static BoundingBox BoxOf(Vector2 at)
    {
        var center = Camera.Project(new Vector3(at.X, 0, at.Y));
        var metre = (float)Camera.Fy / at.Y;
        return BoundingBox.FromCenter(center, 0.6f * metre, 1.75f * metre);
    }

    /// <param name="Turns">Whether they turn round at 5 m aside, as a crowd in a place; else they walk on.</param>
    private sealed record Walker(Vector2 From, Vector2 Velocity, bool Turns = false)
    {
        public Vector2 At(double t)
        {
            var at = From + (Velocity * (float)t);
            return Turns ? new Vector2(Fold(at.X, -4, 4), Fold(at.Y, 4, 18)) : at;
        }

        private static float Fold(float value, float from, float to)
        {
            var u = (value - from) % (2 * (to - from));
            u = u < 0 ? u + (2 * (to - from)) : u;
            return from + (u < to - from ? u : (2 * (to - from)) - u);
        }
    }
}
