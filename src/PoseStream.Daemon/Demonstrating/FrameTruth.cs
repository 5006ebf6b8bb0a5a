using PoseStream.Core.Geometry;
using PoseStream.Core.Metrics.Tracks;
using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Demonstrating;

/// <summary>
/// Who ought to be found in a frame. People who are barely there are ignored, as is usual: finding them is no mistake, and missing them is none.
/// Barely there is who shows less than 40 % of what there is of them (the rest hidden or beyond the picture's edge), or is less than 32 pixels high.
/// </summary>
internal sealed class FrameTruth
{
    private const float LeastShare = 0.4f;
    private const float LeastHeight_px = 32;

    private FrameTruth(IReadOnlyList<PersonTruth> people, ulong[] identities, bool[] ignored)
    {
        (People, Identities, Ignored) = (people, identities, ignored);
        Boxes = [.. people.Select(person => person.VisibleBox!.Value)];
        Tracked = [.. Boxes.Zip(identities, static (box, identity) => new TrackedBox(identity, box))];
    }

    /// <summary>Everybody of whom at least something is seen.</summary>
    public IReadOnlyList<PersonTruth> People { get; }

    public ulong[] Identities { get; }

    public bool[] Ignored { get; }

    /// <summary>Round what is seen of each.</summary>
    public BoundingBox[] Boxes { get; }

    /// <summary><see cref="Boxes"/> and <see cref="Identities"/> together.</summary>
    public TrackedBox[] Tracked { get; }

    public static FrameTruth Of(PictureTruth picture, Func<int, ulong> identityOf)
    {
        var people = picture.People.Where(person => person.VisibleBox is not null).ToArray();
        return new FrameTruth(people, [.. people.Select(person => identityOf(person.Person))], [.. people.Select(person => IsBarelyThere(person, picture))]);
    }

    private static bool IsBarelyThere(PersonTruth person, PictureTruth picture)
    {
        if (person.FullBox is not { Area: > 0 } full || person.VisibleBox!.Value.Height < LeastHeight_px)
        {
            return true;
        }

        var (width, height) = picture.View.Model.Geometry;
        return person.VisibleShare * full.ClipTo(width, height).Area / full.Area < LeastShare;
    }
}
