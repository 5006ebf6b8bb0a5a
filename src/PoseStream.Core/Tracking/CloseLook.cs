using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Tracking;

/// <summary>
/// Where a detector should look a second time, at more pixels a person: at people who hide one another or soon may. With the few pixels that a look at the whole frame has for each it draws one
/// box round two. One part a frame; groups take turns. One a camera; not thread-safe.
/// </summary>
/// <param name="input">Pixels that the detector sees of whatever it looks at.</param>
public sealed class CloseLook(FrameGeometry input)
{
    // Of the height: people walk so far within a few frames, and what is next to somebody is drawn into their box.
    private const float Reach = 0.15f;

    // Of the group's height about it, so that nobody of it is cut off.
    private const float Margin = 0.2f;

    // Frame pixels for an input's pixel: more input pixels than there are in the frame show nothing new.
    private const float Closest = 1;

    // Less than so much closer is not worth a second look.
    private const float LeastCloser = 1.3f;

    private readonly List<Track> _people = [];
    private int[] _group = [];

    /// <param name="tracks">As they were in the frame before.</param>
    /// <returns>A part of the frame, with the aspect of the input, within the frame where that is large enough; null where a second look would show nothing new.</returns>
    public BoundingBox? Choose(IReadOnlyList<Track> tracks, FrameGeometry frame)
    {
        Group(tracks);
        var chosen = MostNeglected();
        var part = chosen is { } group ? PartRound(Everybody(group), frame) ?? PartRound(ClosestPair(group), frame) : null;
        for (var i = 0; i < _people.Count; i++)
        {
            _people[i].FramesSinceCloseLook = part is not null && _group[i] == chosen ? 0 : _people[i].FramesSinceCloseLook + 1;
        }

        return part;
    }

    /// <summary>Who is within reach of one another has the same number.</summary>
    private void Group(IReadOnlyList<Track> tracks)
    {
        _people.Clear();
        // By index: the enumerator of an interface is an allocation.
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i].State is not TrackState.Ended)
            {
                _people.Add(tracks[i]);
            }
        }

        if (_group.Length < _people.Count)
        {
            _group = new int[2 * _people.Count];
        }

        for (var i = 0; i < _people.Count; i++)
        {
            _group[i] = i;
            for (var other = 0; other < i; other++)
            {
                if (_group[other] != _group[i] && BoundingBox.IntersectionOverUnion(Reached(_people[i].Box), Reached(_people[other].Box)) > 0)
                {
                    _group.AsSpan(0, i + 1).Replace(_group[other], _group[i]);
                }
            }
        }
    }

    /// <returns>The group of several whose turn it is; null where everybody is by themselves.</returns>
    private int? MostNeglected()
    {
        var (chosen, longest) = ((int?)null, -1);
        for (var i = 0; i < _people.Count; i++)
        {
            if (_people[i].FramesSinceCloseLook > longest && _group.AsSpan(0, _people.Count).Count(_group[i]) > 1)
            {
                (chosen, longest) = (_group[i], _people[i].FramesSinceCloseLook);
            }
        }

        return chosen;
    }

    private BoundingBox Everybody(int group)
    {
        BoundingBox? all = null;
        for (var i = 0; i < _people.Count; i++)
        {
            if (_group[i] == group)
            {
                all = all is { } some ? BoundingBox.Round(some, _people[i].Box) : _people[i].Box;
            }
        }

        return all!.Value;
    }

    /// <summary>Of a group that is too large for one look.</summary>
    private BoundingBox ClosestPair(int group)
    {
        var (pair, most) = (default(BoundingBox), -1f);
        for (var a = 0; a < _people.Count; a++)
        {
            for (var b = a + 1; b < _people.Count; b++)
            {
                if (_group[a] == group && _group[b] == group && BoundingBox.IntersectionOverUnion(_people[a].Box, _people[b].Box) is var overlap && overlap > most)
                {
                    (pair, most) = (BoundingBox.Round(_people[a].Box, _people[b].Box), overlap);
                }
            }
        }

        return pair;
    }

    private BoundingBox? PartRound(in BoundingBox people, FrameGeometry frame)
    {
        var (across, down) = ((float)input.Width, (float)input.Height);
        var margin = 2 * Margin * people.Height;
        var scale = Math.Max(Closest, Math.Max((people.Width + margin) / across, (people.Height + margin) / down));
        if (scale * LeastCloser > Math.Max(frame.Width / across, frame.Height / down))
        {
            return null;
        }

        var (width, height) = (scale * across, scale * down);
        return BoundingBox.FromCenter(new Vector2(Within(people.Center.X, width, frame.Width), Within(people.Center.Y, height, frame.Height)), width, height);
    }

    /// <summary>The nearest middle from which a stretch does not reach beyond the frame; that of the frame where it has to.</summary>
    private static float Within(float middle, float length, int frame) => length >= frame ? frame / 2f : Math.Clamp(middle, length / 2, frame - (length / 2));

    private static BoundingBox Reached(in BoundingBox box) => new(box.X1 - (Reach * box.Height), box.Y1, box.X2 + (Reach * box.Height), box.Y2);
}
