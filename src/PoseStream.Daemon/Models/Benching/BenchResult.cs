namespace PoseStream.Daemon.Models.Benching;

/// <summary>How fast a network is on this machine, sampling the picture and decoding included, one worker with one thread.</summary>
/// <param name="Batch">Items of one run.</param>
/// <param name="MsPerItem">Median over the runs.</param>
/// <param name="LowestMsPerItem">What the machine can do when nothing else is in the way.</param>
/// <param name="ItemsPerSecond">Frames or people, from the median.</param>
/// <param name="Runs">How many were timed.</param>
public sealed record BenchResult(string Id, string Task, string Provider, int Batch, double MsPerItem, double LowestMsPerItem, double ItemsPerSecond, int Runs);
