using Microsoft.Extensions.Logging;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;
using PoseStream.Daemon.Calibrating.Learning;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.TestKit;
using PoseStream.TestKit.Fakes;
using Xunit;

namespace PoseStream.UnitTests.Calibrating;

public sealed class CameraLearnerTests : IDisposable
{
    private const double Degrees = 180 / Math.PI;
    private const string Address = "rtsp://10.0.0.5/stream1";
    private const double Assumed_deg = 60;

    private static readonly CameraId Id = new("front");
    private static readonly FrameGeometry Size = new(1280, 720);
    private static readonly CameraModel Lens = CameraModel.FromFieldOfView(Size, 72) with { Source = IntrinsicsSource.Configured, FocalSigma = 0 };
    private static readonly CameraMount Mount = new(2.8, 18 / Degrees, 0);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly LogCollector _log = new();

    private string KeptPath => _folder.PathOf("front.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Learn_PeopleWhoWalkBeforeAnUnknownCamera_FindsLensAndGroundAndKeepsThem()
    {
        var learner = Learner();
        Assert.Null(learner.Camera);
        Assert.Contains("too few people", learner.Missing, StringComparison.Ordinal);
        Walk(learner, Mount, people: 8);
        Assert.Null(learner.Missing);

        var found = learner.Camera!;
        Assert.Equal(IntrinsicsSource.EstimatedFromPeople, found.Source);
        Assert.InRange(found.Fx / Lens.Fx, 0.88, 1.14);
        Assert.InRange(found.Ground!.Value.Height_m / Mount.Height_m, 0.88, 1.14);
        Assert.InRange(found.HeightSigma, 0.02, 0.15);
        Assert.Contains(_log.Entries, static entry => entry.Event.Id == 7100 && entry.Text.Contains("lens", StringComparison.Ordinal));

        var kept = CalibrationFile.Read(KeptPath, null);
        Assert.Equal(found.Fx, kept.Fx, 0.01);
        Assert.Equal(found.Ground!.Value.Height_m, kept.Ground!.Value.Height_m, 0.001f);
        _log.AssertNoErrors();
    }

    [Fact]
    public void Learn_LensThatIsKnown_StaysAndTheGroundIsFound()
    {
        var learner = Learner(Lens);
        Walk(learner, Mount, people: 8);
        var found = learner.Camera!;
        Assert.Equal((Lens.Fx, IntrinsicsSource.Configured, 0.0), (found.Fx, found.Source, found.FocalSigma));
        Assert.Equal(1, found.Ground!.Value.Height_m / Mount.Height_m, 0.1f);
    }

    [Fact]
    public void Camera_AfterARestart_IsAsItWasKept()
    {
        var before = Learner();
        Walk(before, Mount, people: 8);
        var after = Learner();
        Assert.Equal(before.Camera!.Fx, after.Camera!.Fx, 0.01);
        Assert.Equal(before.Camera.HeightSigma, after.Camera.HeightSigma, 0.001);
        Assert.Single(_log.Entries, static entry => entry.Event.Id == 7103);
    }

    [Theory]
    [InlineData("rtsp://10.0.0.6/stream1", false, Assumed_deg)]
    [InlineData(Address, true, Assumed_deg)]
    [InlineData(Address, false, 90)]
    public void Camera_KeptOfAnotherAddressOrLens_IsLearntAnew(string address, bool lensIsKnownNow, double assumed_deg)
    {
        Walk(Learner(), Mount, people: 8);
        var other = Learner(lensIsKnownNow ? Lens : null, address, assumed_deg);
        Assert.Null(other.Camera);
        Assert.Single(_log.Entries, static entry => entry.Event.Id == 7104);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{ \"fx\": 3 }")]
    [InlineData("[]")]
    [InlineData("""{ "width": 64, "height": 36, "horizontal_fov_deg": 60, "focal_standard_error": 0.1, "mount": { "height_m": 2, "pitch_deg": 3 }, "estimate": "x" }""")]
    public void Camera_KeptFileThatIsSpoilt_IsLearntAnew(string contents)
    {
        File.WriteAllText(KeptPath, contents);
        var learner = Learner();
        Assert.Null(learner.Camera);
        Assert.Single(_log.Entries, static entry => entry.Event.Id == 7105 && entry.Level == LogLevel.Warning);
        Walk(learner, Mount, people: 8);
        Assert.NotNull(learner.Camera);
    }

    [Fact]
    public void Learn_NoPlaceToKeepIt_IsLearntAllTheSame()
    {
        var learner = new CameraLearner(Id, null, 60, new KeptCalibration("/proc/nowhere", Id, Address, Assumed_deg, _log), _time, _log);
        Walk(learner, Mount, people: 8);
        Assert.NotNull(learner.Camera);
        Assert.Contains(_log.Entries, static entry => entry.Event.Id == 7106);
    }

    [Fact]
    public void Learn_TooFewPeople_SaysOnceWhatIsMissing()
    {
        var learner = Learner();
        Walk(learner, Mount, people: 1, spots: 40);
        Assert.Null(learner.Camera);
        Assert.False(File.Exists(KeptPath));
        Assert.Contains("too few people", Assert.Single(_log.Entries).Text, StringComparison.Ordinal);
        Assert.StartsWith("too few people: 1", learner.Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_CameraThatHangsElsewhereNow_IsForgottenAndLearntAnew()
    {
        var learner = Learner();
        Walk(learner, Mount, people: 8);
        CameraMount roof = new(9, 18 / Degrees, 0);
        Walk(learner, roof, people: 40, near_m: 14, far_m: 34, seed: 2, () => Assert.Equal(learner.Camera is not null, File.Exists(KeptPath)));
        Assert.Contains(_log.Entries, static entry => entry.Event.Id == 7102 && entry.Level == LogLevel.Warning);
        Assert.Equal(1, learner.Camera!.Ground!.Value.Height_m / roof.Height_m, 0.25f);
    }

    [Fact]
    public void Learn_CameraThatSomebodyTurned_IsLearntAnew()
    {
        var learner = Learner();
        Walk(learner, Mount, people: 8);
        Walk(learner, new(2.8, 31 / Degrees, 5 / Degrees), people: 60, near_m: 3.2f, far_m: 10, seed: 2);
        Assert.Equal(31, CameraMount.Of(learner.Camera!.CameraToWorld!).Pitch_rad * Degrees, 4.0);
    }

    [Fact]
    public void Learn_PeopleGoOnWalking_ChangesOnlyForWhatIsMuchSurer()
    {
        var learner = Learner();
        List<CameraModel> known = [];
        Walk(learner, Mount, people: 60, near_m: 4, far_m: 12, seed: 3, () =>
        {
            if (learner.Camera is { } camera && (known.Count == 0 || known[^1] != camera))
            {
                known.Add(camera);
            }
        });

        Assert.InRange(known.Count, 1, 4);
        for (var i = 1; i < known.Count; i++)
        {
            Assert.True(known[i].FocalSigma + known[i].HeightSigma < known[i - 1].FocalSigma + known[i - 1].HeightSigma);
        }
    }

    [Fact]
    public void Learn_CameraThatWasTiltedALittle_IsFoundByWhoComesAfter()
    {
        // Nobody looks impossible, but what all of them together say of the ground is not what was known.
        var learner = Learner(Lens);
        Walk(learner, Mount, people: 8);
        var before = learner.Camera!;
        Walk(learner, Mount with { Pitch_rad = Mount.Pitch_rad - (8 / Degrees) }, people: 80, seed: 2);
        Assert.NotSame(before, learner.Camera);
        Assert.Equal(10, CameraMount.Of(learner.Camera!.CameraToWorld!).Pitch_rad * Degrees, 3.0);
    }

    [Fact]
    public void Learn_ChildrenForAWhile_DoNotRaiseTheCamera()
    {
        var learner = Learner(Lens);
        Walk(learner, Mount, people: 8);
        var before = learner.Camera!.Ground!.Value.Height_m;
        new WatchedWalk(Lens, Mount, 4) { Published = frame => See(learner, frame) }.WalkOfChildren(30, 4, 12);
        Assert.Equal(before, learner.Camera?.Ground?.Height_m ?? before, 0.3f);
    }

    [Fact]
    public void Learn_PictureOfAnotherSize_BeginsAnewAndKeepsWhatIsKnown()
    {
        var learner = Learner();
        Walk(learner, Mount, people: 8);
        var before = learner.Camera;
        var half = Lens.At(new FrameGeometry(640, 360));
        var walk = new WatchedWalk(half, Mount, 5) { Published = frame => See(learner, frame) };
        walk.Walk(6, 4, 12);
        Assert.Same(before, learner.Camera);
        Assert.DoesNotContain(_log.Entries, static entry => entry.Event.Id == 7102);
    }

    [Fact]
    public void See_FramesOfPeopleWhoWalk_AllocatesNothing()
    {
        List<PoseFrame> frames = [];
        _ = new WatchedWalk(Lens, Mount, 1) { Published = frames.Add }.Walk(3, 4, 12);
        var learner = Learner();
        void SeeAll()
        {
            foreach (var frame in frames)
            {
                learner.See(frame);
            }
        }

        // Nobody learns meanwhile: the oldest wait in vain and are pushed out.
        SeeAll();
        SeeAll();
        Assert.Equal(0, Allocation.Of(SeeAll, 1));
    }

    [Fact]
    public async Task RunAsync_Stopped_Ends()
    {
        using var stop = new CancellationTokenSource();
        using var turn = new SemaphoreSlim(1);
        var learner = Learner();
        var running = learner.RunAsync(turn, stop.Token);
        _ = new WatchedWalk(Lens, Mount, 1) { Published = learner.See }.Walk(1, 4, 12);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        _log.AssertNoErrors();
    }

    private CameraLearner Learner(CameraModel? lens = null, string address = Address, double assumed_deg = Assumed_deg) =>
        new(Id, lens, assumed_deg, new KeptCalibration(_folder.Path, Id, address, assumed_deg, _log), _time, _log);

    private void Walk(CameraLearner learner, CameraMount mount, int people, float near_m = 4, float far_m = 12, int seed = 1, Action? learnt = null, int spots = 3) =>
        new WatchedWalk(Lens, mount, seed)
        {
            Published = frame =>
            {
                See(learner, frame);
                learnt?.Invoke();
            },
        }.Walk(people, near_m, far_m, spots);

    private void See(CameraLearner learner, PoseFrame frame)
    {
        _time.Advance(TimeSpan.FromSeconds(0.2));
        learner.See(frame);
        while (learner.LearnNext())
        {
        }
    }
}
