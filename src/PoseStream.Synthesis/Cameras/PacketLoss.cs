namespace PoseStream.Synthesis.Cameras;

/// <param name="Share">0 to 1 of all packets.</param>
internal readonly record struct PacketLoss(double Share, int Seed);
