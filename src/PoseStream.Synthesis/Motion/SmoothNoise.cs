namespace PoseStream.Synthesis.Motion;

/// <summary>Slow wandering about zero, within about ±1, smooth and the same for the same seed: what keeps a standing body alive.</summary>
internal sealed class SmoothNoise
{
    private const int Waves = 3;
    private readonly (float Rate_radps, float Phase)[] _waves;

    public SmoothNoise(int seed, int channels)
    {
        var random = new Random(seed);
        _waves = new (float, float)[channels * Waves];
        for (var i = 0; i < _waves.Length; i++)
        {
            // Postural sway has most of its power below half a hertz.
            var rate = MathF.Tau * 0.07f * (1 << (i % Waves)) * (0.8f + (0.4f * random.NextSingle()));
            _waves[i] = (rate, MathF.Tau * random.NextSingle());
        }
    }

    public float At(double t_s, int channel)
    {
        var sum = 0f;
        for (var i = 0; i < Waves; i++)
        {
            var (rate, phase) = _waves[(channel * Waves) + i];
            sum += MathF.Sin((float)((rate * t_s) + phase)) / (1 + i);
        }

        return sum / 1.5f;
    }
}
