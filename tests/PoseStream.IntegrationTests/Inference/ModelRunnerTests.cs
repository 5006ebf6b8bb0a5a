using PoseStream.Core.Families;
using PoseStream.Core.Ports;
using PoseStream.Inference;
using PoseStream.Inference.Models;
using PoseStream.TestKit;
using PoseStream.TestKit.Inference;
using Xunit;

namespace PoseStream.IntegrationTests.Inference;

/// <summary>Binding, on a network small enough to know every number.</summary>
[Collection(RunsAlone.Name)]
public sealed class ModelRunnerTests : IDisposable
{
    private const int Flat = 0;
    private const int Places = 1;
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("posestream-runner-").FullName, "tiny.onnx");
    private readonly ModelSession _session;

    public ModelRunnerTests()
    {
        TinyNetwork.Write(_path);
        _session = OpenTiny(_path);
        _session.MaxBatch = 3;
    }

    [Fact]
    public void Run_BatchesOfChangingSize_GiveEachItemItsOwnOutput()
    {
        using var runner = _session.CreateRunner();
        foreach (var batch in new[] { 1, 3, 2, 2, 3, 1 })
        {
            for (var item = 0; item < batch; item++)
            {
                runner.Input(item).Clear();
                runner.Input(item)[item] = batch + (item * 0.25f);
            }

            runner.Run(batch);

            Assert.Equal([batch, 48L], runner.Shape(Flat).ToArray());
            Assert.Equal(batch * 48, runner.Float32(Flat).Length);
            Assert.Equal([4L, batch], runner.Shape(Places).ToArray());
            for (var item = 0; item < batch; item++)
            {
                Assert.Equal(batch + (item * 0.25f), runner.Float32(Flat)[(item * 48) + item]);
                Assert.Equal(item, runner.Int64(Places)[item]);
            }
        }
    }

    [Fact]
    public void Run_OutputThatGrowsAndShrinks_HasEachRunsOwnShape()
    {
        using var runner = _session.CreateRunner();
        foreach (var count in new[] { 0, 48, 7, 0 })
        {
            runner.Input(0).Clear();
            runner.Input(0)[..count].Fill(1);
            runner.Run(1);
            Assert.Equal([4L, count], runner.Shape(Places).ToArray());
            Assert.Equal(4 * count, runner.Int64(Places).Length);
        }
    }

    [SharedFact(TestModels.RtmDetFile)]
    public void Run_ThatFails_SaysSoInOneLineAndTheNextRunWorks()
    {
        // This export's batch axis is open, but its graph cannot take two.
        using var session = Open(SharedMaterial.PathOf(TestModels.RtmDetFile), TestModels.RtmDet(320), ["dets", "labels"]);
        session.MaxBatch = 2;
        using var runner = session.CreateRunner();
        runner.Run(1);

        var error = Assert.Throws<InferenceException>(() => runner.Run(2));

        Assert.StartsWith("model 'rtmdet-nano' failed to run: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("onnxruntime_src", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        runner.Run(1);
        Assert.Equal(1, runner.Shape(0)[0]);
    }

    [Fact]
    public void Run_Repeated_LeaksNothing()
    {
        using var runner = _session.CreateRunner();
        runner.Input(0).Fill(1);
        Repeat();
        var before = Environment.WorkingSet;
        Repeat();
        Assert.True(Environment.WorkingSet - before < 20_000_000, "20,000 runs of 1.5 kB each kept their memory");

        void Repeat()
        {
            for (var i = 0; i < 20_000; i++)
            {
                runner.Run(1);
            }
        }
    }

    [Fact]
    public async Task Run_ThirtyTwoWorkersOpenedAndClosed_NeverMixTheirMemory()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(worker => Task.Run(() =>
        {
            for (var round = 0; round < 20; round++)
            {
                using var runner = _session.CreateRunner();
                runner.Input(0).Fill(worker + 1);
                runner.Run(1);
                Assert.Equal(48, runner.Float32(Flat).Count(worker + 1));
            }
        })));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    private static ModelSession OpenTiny(string path)
    {
        var build = TestModels.Build("tiny.onnx", "x", ("flat", "flat"), ("places", "places"));
        var input = new InputSpec(4, 4, ColorOrder.Rgb, 1, [0, 0, 0], [1, 1, 1], InputFit.LetterboxTopLeft, 0);
        return Open(path, TestModels.Manifest("tiny", ModelTask.Detection, "tiny", input, build), ["flat", "places"]);
    }

    private static ModelSession Open(string path, ModelManifest manifest, string[] roles) =>
        new SessionOpener(OnnxRuntimeLibrary.Load(OnnxFixture.Cpu), manifest, manifest.Builds[0], roles, path, (_, _) => ModelTensors.PictureShape(manifest.Input, manifest.Builds[0].Layout))
            .Open(ExecutionProvider.Cpu, OnnxFixture.Cpu, null);
}
