using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Where a detector should look a second time, at more pixels a person: at people who hide one another or soon may, round whom it draws one box when it looks at the whole frame, and at those who
/// are far away, whom it does not find there each time. One part a frame; people take turns. One a camera; not thread-safe.
/// </summary>
/// <param name="input">Pixels that the detector sees of whatever it looks at.</param>
public sealed class CloseLook(FrameGeometry input)
{
    // Of the height, to either side of each: people walk so far within a few frames, and what is next to somebody is drawn into their box.
    private const float Reach = 0.15f;

    // Of the people's height about them, so that nobody of them is cut off.
    private const float Margin = 0.2f;

    // Frame pixels for an input's pixel: more input pixels than there are in the frame show nothing new.
    private const float Closest = 1;

    // Less than so much closer is not worth a second look.
    private const float LeastCloser = 1.3f;

    // Of an input that sees the whole frame: whoever is less high in it the detector misses more often.
    private const float Far_px = 30;

    // How much closer a look at several who are far is at the least; else some of them wait for the next.
    private const float LeastCloserToMany = 1.5f;

    private readonly List<Track> _waiting = [];

    /// <param name="tracks">As they were in the frame before.</param>
    /// <returns>A part of the frame, with the aspect of the input, within the frame where that is large enough; null where a second look would show nothing new.</returns>
    public BoundingBox? Choose(IReadOnlyList<Track> tracks, FrameGeometry frame)
    {
        _waiting.Clear();
        // By index: the enumerator of an interface is an allocation.
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i].State is not TrackState.Ended)
            {
                tracks[i].LooksSinceCloseOne++;
                _waiting.Add(tracks[i]);
            }
        }

        // The most neglected first; where two are alike, whoever was there first.
        _waiting.Sort(static (a, b) => (b.LooksSinceCloseOne, a.Id.Value).CompareTo((a.LooksSinceCloseOne, b.Id.Value)));
        foreach (var person in _waiting)
        {
            if (PartAbout(person, frame) is { } part)
            {
                MarkSeen(part, frame);
                return part;
            }
        }

        return null;
    }

    private void MarkSeen(in BoundingBox part, FrameGeometry frame)
    {
        foreach (var person in _waiting)
        {
            if (BoundingBox.CoveredPart(person.Box.ClipTo(frame.Width, frame.Height), part) > 0.99f)
            {
                person.LooksSinceCloseOne = 0;
            }
        }
    }

    /// <summary>Round somebody and all who are near, or where that is too much for one look, the nearest; and round as many as possible of those far away where they are one of them.</summary>
    private BoundingBox? PartAbout(Track person, FrameGeometry frame)
    {
        var (all, pair, nearest) = (person.Box, person.Box, 0f);
        foreach (var other in _waiting)
        {
            var nearness = other == person ? 0 : BoundingBox.IntersectionOverUnion(Reached(person.Box), Reached(other.Box));
            if (nearness > 0)
            {
                all = BoundingBox.Round(all, other.Box);
                (pair, nearest) = nearness > nearest ? (BoundingBox.Round(person.Box, other.Box), nearness) : (pair, nearest);
            }
        }

        var isFar = IsFar(person, frame);
        if (nearest == 0 && !isFar)
        {
            return null;
        }

        var people = IsCloser(all, LeastCloser, frame) ? all : pair;
        return PartRound(isFar ? WithOthersFar(people, frame) : people, frame);
    }

    private BoundingBox WithOthersFar(BoundingBox people, FrameGeometry frame)
    {
        foreach (var other in _waiting)
        {
            var more = BoundingBox.Round(people, other.Box);
            if (IsFar(other, frame) && IsCloser(more, LeastCloserToMany, frame))
            {
                people = more;
            }
        }

        return people;
    }

    private bool IsFar(Track person, FrameGeometry frame) => person.Box.Height < Far_px * WholeScale(frame);

    private BoundingBox? PartRound(in BoundingBox people, FrameGeometry frame)
    {
        if (!IsCloser(people, LeastCloser, frame))
        {
            return null;
        }

        var scale = Scale(people);
        var (width, height) = (scale * input.Width, scale * input.Height);
        return BoundingBox.FromCenter(new Vector2(Within(people.Center.X, width, frame.Width), Within(people.Center.Y, height, frame.Height)), width, height);
    }

    /// <summary>Whether a look at people is so many times closer than one at the whole frame.</summary>
    private bool IsCloser(in BoundingBox people, float times, FrameGeometry frame) => Scale(people) * times <= WholeScale(frame);

    /// <summary>Frame pixels for an input's pixel in the closest look that holds people and their margin.</summary>
    private float Scale(in BoundingBox people)
    {
        var margin = 2 * Margin * people.Height;
        return Math.Max(Closest, Math.Max((people.Width + margin) / input.Width, (people.Height + margin) / input.Height));
    }

    private float WholeScale(FrameGeometry frame) => Math.Max(frame.Width / (float)input.Width, frame.Height / (float)input.Height);

    /// <summary>The nearest middle from which a stretch does not reach beyond the frame; that of the frame where it has to.</summary>
    private static float Within(float middle, float length, int frame) => length >= frame ? frame / 2f : Math.Clamp(middle, length / 2, frame - (length / 2));

    private static BoundingBox Reached(in BoundingBox box) => new(box.X1 - (Reach * box.Height), box.Y1, box.X2 + (Reach * box.Height), box.Y2);
}
