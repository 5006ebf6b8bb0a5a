namespace PoseStream.Core.BodyModels;

/// <summary>How large a body of a model may be against the model's own.</summary>
/// <param name="Amplitude">To either side of the mean; 0 for a factor that stays.</param>
public readonly record struct ScaleRange(float Mean, float Amplitude);
