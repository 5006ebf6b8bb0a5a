using PoseStream.Core.Refinement;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;

namespace PoseStream.Pipeline.Stages;

/// <summary>Smooths each tracked person over time. A track that ended, by itself or with its epoch, is forgotten.</summary>
public sealed class RefineStep(OneEuroOptions? options)
{
    private readonly Dictionary<TrackId, PersonRefiner> _refiners = [];

    public void Apply(FrameWork work)
    {
        if (options is null)
        {
            return;
        }

        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            if (person.State is TrackState.Ended)
            {
                _refiners.Remove(person.Track);
            }
            else if (person.Fit is not null)
            {
                if (!_refiners.TryGetValue(person.Track, out var refiner))
                {
                    refiner = new PersonRefiner(Halpe26.Skeleton.Count, options);
                    _refiners.Add(person.Track, refiner);
                }

                var root = person.Root_m;
                refiner.Refine(work.Stamp.MediaTime, ref root, person.Positions_m);
                person.Root_m = root;
            }
        }
    }
}
