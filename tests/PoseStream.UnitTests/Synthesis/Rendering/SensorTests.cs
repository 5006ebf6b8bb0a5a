using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Rendering;

public sealed class SensorTests
{
    private static readonly FrameGeometry Geometry = new(50, 38);

    [Fact]
    public void Apply_Clean_ChangesNothing() => Assert.Equal(Ramp(), Applied(SensorSettings.Clean));

    [Fact]
    public void Apply_NoSaturation_IsGrey()
    {
        var rgb = Applied(new SensorSettings { Saturation = 0 });

        Assert.All(Enumerable.Range(0, rgb.Length / 3), i => Assert.True(rgb[i * 3] == rgb[(i * 3) + 1] && rgb[i * 3] == rgb[(i * 3) + 2]));
    }

    [Fact]
    public void Apply_Noise_HasTheWantedDeviationAndNoBias()
    {
        var clean = Ramp();
        var rgb = Applied(new SensorSettings { Noise = 6 });
        var errors = rgb.Zip(clean, (a, b) => (double)a - b).ToArray();

        Assert.InRange(errors.Average(), -0.4, 0.4);
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 5.5, 6.5);
    }

    [Fact]
    public void Apply_Blur_SmoothsOnlyAlongItsAxis()
    {
        // Stripes one pixel wide along each row: blur across levels them, blur down leaves them.
        var stripes = new byte[Geometry.Width * Geometry.Height * 3];
        for (var i = 0; i < stripes.Length; i++)
        {
            stripes[i] = (byte)(i / 3 % Geometry.Width % 2 == 0 ? 200 : 60);
        }

        var across = stripes.ToArray();
        new Sensor().Apply(new SensorSettings { BlurAcross = 1 }, across, Geometry, new Dice(1));
        var down = stripes.ToArray();
        new Sensor().Apply(new SensorSettings { BlurDown = 3 }, down, Geometry, new Dice(1));

        Assert.Equal(130, across[(10 * Geometry.Width * 3) + 30]);
        Assert.Equal(stripes, down);
    }

    [Theory]
    [InlineData(50, 38)]
    [InlineData(97, 5)]
    [InlineData(2, 2)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    public void Apply_Blur_IsTheRoundedMeanOfNeighbours(int width, int height)
    {
        var geometry = new FrameGeometry(width, height);
        var dice = new Dice(4);
        byte[] rgb = [.. Enumerable.Range(0, width * height * 3).Select(_ => (byte)dice.NextBits())];
        byte At(byte[] from, int x, int y, int c) => from[(((Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)) * 3) + c];
        byte[] Smoothed(byte[] from, int dx, int dy) =>
        [
            .. Enumerable.Range(0, from.Length).Select(i => (X: i / 3 % width, Y: i / 3 / width, C: i % 3))
                .Select(p => (byte)((At(from, p.X - dx, p.Y - dy, p.C) + (2 * At(from, p.X, p.Y, p.C)) + At(from, p.X + dx, p.Y + dy, p.C) + 2) >> 2)),
        ];
        var expected = Smoothed(Smoothed(Smoothed(rgb, 1, 0), 1, 0), 0, 1);

        new Sensor().Apply(new SensorSettings { BlurAcross = 2, BlurDown = 1 }, rgb, geometry, new Dice(1));

        Assert.Equal(expected, rgb);
    }

    [Fact]
    public void Apply_NoiseWithColoursTogetherOrApart_IsTheSame()
    {
        // A trace of flicker that changes no byte takes the way on which the three colours of a pixel depend on one another.
        Assert.Equal(Applied(new SensorSettings { Noise = 6, Gamma = 1.2f, Flicker = 1e-9f }), Applied(new SensorSettings { Noise = 6, Gamma = 1.2f }));
    }

    [Theory]
    [InlineData(90, 7)]
    [InlineData(10, 25)]
    public void Apply_Compression_ErrsWithTheQualityAndKeepsTheMean(int quality, double most)
    {
        var clean = Ramp();
        var rgb = Applied(new SensorSettings { Quality = quality });
        var errors = rgb.Zip(clean, (a, b) => (double)a - b).ToArray();

        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0.3, most);
        Assert.InRange(errors.Average(), -2, 2);
    }

    [Fact]
    public void Apply_LowResolution_LosesDetail()
    {
        var rgb = Applied(new SensorSettings { Resolution = 0.3f });

        Assert.True(Roughness(rgb) < 0.7 * Roughness(Ramp()));
    }

    [Fact]
    public void Apply_Gain_TintsTowardsTheColor()
    {
        var rgb = Applied(new SensorSettings { Gain = new Vector3(1.2f, 1, 0.8f) });
        var clean = Ramp();

        Assert.True(Mean(rgb, 0) > Mean(clean, 0) + 10);
        Assert.Equal(Mean(clean, 1), Mean(rgb, 1), 3);
        Assert.True(Mean(rgb, 2) < Mean(clean, 2) - 10);
    }

    [Fact]
    public void Apply_Flicker_DarkensRowsInBandsThatOscillate()
    {
        const float Strength = 0.2f;
        const byte Grey = 200;
        var rgb = Flat(Grey);
        new Sensor().Apply(new SensorSettings { Flicker = Strength }, rgb, Geometry, new Dice(9));
        double[] rows = [.. Enumerable.Range(0, Geometry.Height).Select(y => Row(rgb, y).Average(value => (double)value))];

        Assert.All(Enumerable.Range(0, Geometry.Height), y => Assert.Single(Row(rgb, y).Distinct()));
        Assert.InRange(rows.Max(), Grey * 0.97, Grey);
        Assert.InRange(rows.Min(), Grey * (1 - (2 * Strength)) - 1, Grey * (1 - (1.9 * Strength)));
        Assert.InRange(rows.Average(), Grey * (1 - (1.3 * Strength)), Grey * (1 - (0.7 * Strength)));

        // Two to nine bands, through the middle twice each.
        var crossings = rows.Zip(rows.Skip(1), (a, b) => (a > Grey * (1 - Strength)) != (b > Grey * (1 - Strength))).Count(crossed => crossed);
        Assert.InRange(crossings, 3, 19);
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1.4f)]
    public void Apply_Contrast_ScalesTheDistanceFromMiddleGrey(float contrast)
    {
        const float Middle = 0.45f * 255;
        foreach (var grey in new byte[] { 60, 100, 140, 200 })
        {
            var rgb = Flat(grey);
            new Sensor().Apply(new SensorSettings { Contrast = contrast }, rgb, Geometry, new Dice(9));

            Assert.Equal(Middle + ((grey - Middle) * contrast), Assert.Single(rgb.Distinct()), 0.51);
        }
    }

    [Fact]
    public void Apply_Gamma_DarkensTheMiddleAndKeepsTheEnds()
    {
        foreach (var (grey, expected) in new (byte, double)[] { (0, 0), (128, 255 * Math.Pow(128 / 255.0, 1.5)), (255, 255) })
        {
            var rgb = Flat(grey);
            new Sensor().Apply(new SensorSettings { Gamma = 1.5f }, rgb, Geometry, new Dice(9));

            Assert.Equal(expected, Assert.Single(rgb.Distinct()), 0.51);
        }
    }

    private static byte[] Flat(byte grey)
    {
        var rgb = new byte[Geometry.Width * Geometry.Height * 3];
        Array.Fill(rgb, grey);
        return rgb;
    }

    private static byte[] Row(byte[] rgb, int y) => rgb[(y * Geometry.Width * 3)..((y + 1) * Geometry.Width * 3)];

    private static double Mean(byte[] rgb, int channel) => Enumerable.Range(0, rgb.Length / 3).Average(i => rgb[(i * 3) + channel]);

    private static double Roughness(byte[] rgb) => Enumerable.Range(3, rgb.Length - 3).Average(i => Math.Abs(rgb[i] - rgb[i - 3]));

    private static byte[] Applied(SensorSettings settings)
    {
        var rgb = Ramp();
        new Sensor().Apply(settings, rgb, Geometry, new Dice(9));
        return rgb;
    }

    /// <summary>A ramp with some texture, far from black and white.</summary>
    private static byte[] Ramp()
    {
        var dice = new Dice(2);
        var rgb = new byte[Geometry.Width * Geometry.Height * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            rgb[i] = (byte)(80 + (i / 3 % Geometry.Width) + (i % 3 * 15) + dice.Below(20));
        }

        return rgb;
    }
}
