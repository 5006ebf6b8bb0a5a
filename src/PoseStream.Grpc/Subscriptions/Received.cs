namespace PoseStream.Grpc.Subscriptions;

/// <param name="Missed">Items that this subscriber lost between the item before and this one, because it read too slowly.</param>
public readonly record struct Received<T>(T Item, ulong Missed);
