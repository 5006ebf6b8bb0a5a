using System.Text.Json.Nodes;

namespace PoseStream.TestKit.Grpc;

/// <param name="Status">gRPC's status code.</param>
public sealed record GrpcPeerOutcome(int Status, string Details, IReadOnlyList<JsonNode> Messages);
