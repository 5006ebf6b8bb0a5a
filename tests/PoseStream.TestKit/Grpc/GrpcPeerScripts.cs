namespace PoseStream.TestKit.Grpc;

internal static class GrpcPeerScripts
{
    public static string PathOf(string name) => Checkout.PathOf("tests", "PoseStream.TestKit", "Grpc", name);
}
