using PoseStream.Synthesis.Truth;

namespace PoseStream.Daemon.Clips;

/// <summary>
/// Who counts as the same person. A clip is played round and round without a cut, so who stays in the picture stays the same from round to round. Who leaves
/// the picture and comes back is somebody new: no tracker could know better without faces. Being hidden by somebody is no leaving.
/// </summary>
internal sealed class Visits
{
    // By person: how many visits began up to each picture.
    private readonly int[][] _begun;

    public Visits(IReadOnlyList<PictureTruth> pictures)
    {
        _begun = new int[pictures[0].People.Count][];
        for (var person = 0; person < _begun.Length; person++)
        {
            var begun = _begun[person] = new int[pictures.Count];
            for (var i = 0; i < begun.Length; i++)
            {
                // The picture before the first is the last: the clip closes.
                var before = pictures[(i + begun.Length - 1) % begun.Length].People[person];
                begun[i] = (i > 0 ? begun[i - 1] : 0) + (IsInPicture(pictures[i], person) && !IsInPicture(before, pictures[i]) ? 1 : 0);
            }
        }
    }

    /// <param name="round">How many times the clip was played before.</param>
    public ulong IdentityOf(int person, int index, long round)
    {
        var begun = _begun[person];
        return ((ulong)person << 32) + (ulong)((round * begun[^1]) + begun[index]);
    }

    private static bool IsInPicture(PictureTruth picture, int person) => IsInPicture(picture.People[person], picture);

    private static bool IsInPicture(PersonTruth person, PictureTruth picture) =>
        person.FullBox is { } box && box.ClipTo(picture.View.Model.Geometry.Width, picture.View.Model.Geometry.Height).Area > 0;
}
