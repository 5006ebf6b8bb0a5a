using System.Numerics;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Core.Tracking;
using PoseStream.Pipeline.Batching;

namespace PoseStream.Pipeline.Stages;

/// <summary>
/// Lets a lifter or a sequence network read each tracked person's poses of the last frames. What it says takes the place of what was known of the person in metres: of this frame, or of
/// an earlier one where it looks ahead. A track that ended, by itself or with its epoch, is forgotten, and so is what lies before a gap.
/// </summary>
/// <param name="input">From the joints of the network before to those that this one reads.</param>
/// <param name="jobOf">The person's job for this network.</param>
public sealed class TemporalStep(TemporalWorkers network, JointMap input, Func<PersonWork, TemporalJob> jobOf)
{
    private readonly JointMap _published = JointMaps.ToPublished(network.Output);
    private readonly JointMap _read = JointMaps.ToPublished(network.Input);
    private readonly JointEstimate[] _now = new JointEstimate[Halpe26.Skeleton.Count];
    private readonly Dictionary<TrackId, PersonWindow> _windows = [];
    private readonly Stack<PersonWindow> _free = [];
    private readonly PoseEstimate _pose = new(network.Input.Count, network.FeatureCount);

    /// <returns>Whether there is anything to wait for: the work's ticket.</returns>
    public bool Submit(FrameWork work)
    {
        var wanted = 0;
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            var job = jobOf(person);
            job.Window = null;
            person.IsLate |= network.Delay > 0;
            if (person.State is TrackState.Ended)
            {
                Forget(person.Track);
            }
            else if (person.IsMeasured)
            {
                var window = Add(person, work);
                job.Window = window.IsReady ? window.Poses : null;
                wanted += window.IsReady ? 1 : 0;
            }
        }

        if (wanted == 0)
        {
            Take(work);
            return false;
        }

        work.Ticket.Arm(wanted);
        for (var i = 0; i < work.PeopleCount; i++)
        {
            if (jobOf(work.Person(i)) is { Window: not null } job)
            {
                network.Submit(job);
            }
        }

        return true;
    }

    /// <summary>When the jobs are done.</summary>
    /// <exception cref="Core.Ports.InferenceException">One of them failed.</exception>
    public void Take(FrameWork work)
    {
        for (var i = 0; i < work.PeopleCount; i++)
        {
            var person = work.Person(i);
            var job = jobOf(person);
            if (job.Window is null)
            {
                person.IsMeasured = false;
                continue;
            }

            if (job.Fault is { } fault)
            {
                throw fault;
            }

            var (time, box) = _windows[person.Track].Target;
            var read = job.Window[job.Window.Target];
            var metresPerPixel = float.IsFinite(job.Result.MetresPerPixel) ? job.Result.MetresPerPixel : read.MetresPerPixel;
            person.Measure(job.Result, _published, time, box, metresPerPixel, Quaternion.Identity);
            Complete(person, job.Window);
        }
    }

    public void Forget(TrackId track)
    {
        if (_windows.Remove(track, out var window))
        {
            Free(window);
        }
    }

    public void ForgetAll()
    {
        foreach (var window in _windows.Values)
        {
            Free(window);
        }

        _windows.Clear();
    }

    private void Free(PersonWindow window)
    {
        window.Clear();
        _free.Push(window);
    }

    /// <summary>A joint that only this network knows, such as the top of the head, has a pixel too: in this frame, whatever frame the network tells of.</summary>
    private void Complete(PersonWork person, PoseWindow window)
    {
        if (network.Delay > 0)
        {
            _read.Apply(window[window.Length - 1].Joints, _now);
        }

        var known = network.Delay > 0 ? _now : person.Measured;
        for (var j = 0; j < known.Length; j++)
        {
            if (!person.Joints[j].IsPresent)
            {
                person.Joints[j] = known[j];
            }
        }
    }

    private PersonWindow Add(PersonWork person, FrameWork work)
    {
        if (!_windows.TryGetValue(person.Track, out var window))
        {
            window = _free.TryPop(out var used) ? used : new PersonWindow(network);
            _windows.Add(person.Track, window);
        }

        person.Tell(input, _pose);
        if (network.FeatureCount > 0)
        {
            person.Pose.Features.CopyTo(_pose.Features);
        }

        window.Add(_pose, work.Geometry, person.MeasuredAt, person.MeasuredBox);
        return window;
    }
}
