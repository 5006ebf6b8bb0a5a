using System.Numerics;

namespace PoseStream.Core.Families.Estimators;

/// <param name="Pixel">Model-input pixels.</param>
/// <param name="Mean">Over the whole map, model-input pixels.</param>
/// <param name="Sigma">Standard deviation of each coordinate over the whole map, model-input pixels.</param>
/// <param name="Mass">0..1: share of the map that lies round the highest cell.</param>
internal readonly record struct HeatmapPeak(Vector2 Pixel, Vector2 Mean, float Sigma, float Mass);
