using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace PoseStream.IntegrationTests.Grpc;

/// <summary>What only a raw HTTP/2 client can do or see.</summary>
public class GrpcHttpTests
{
    private const string ListStreams = "/posestream.v1.StreamService/ListStreams";
    private static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    public async Task Post_Grpc_StatusIsInTheTrailers(string contentType)
    {
        using var response = await PostAsync(ListStreams, EmptyMessage, contentType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
        Assert.False(response.Headers.Contains("grpc-status"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    public async Task Post_OtherContentType_IsUnsupportedMediaType(string contentType)
    {
        using var response = await PostAsync(ListStreams, EmptyMessage, contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Post_UnknownMethod_StatusIsInTheHeaders()
    {
        using var response = await PostAsync("/nobody.v1.Nothing/Do", EmptyMessage);

        Assert.Equal("12", Assert.Single(response.Headers.GetValues("grpc-status")));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/nobody.v1.Nothing/Do")]
    [InlineData("/one/two/three")]
    public async Task Post_UnknownPathWithoutGrpc_IsNotFound(string path)
    {
        using var response = await PostAsync(path, [], "text/plain");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Post_CompressedMessage_IsUnimplementedAndSaysWhatIsTaken()
    {
        using var response = await PostAsync(ListStreams, [1, 0, 0, 0, 0], "application/grpc", ("grpc-encoding", "gzip"));

        Assert.Equal("12", Assert.Single(response.Headers.GetValues("grpc-status")));
        Assert.Equal("identity", Assert.Single(response.Headers.GetValues("grpc-accept-encoding")));
    }

    [Theory]
    [InlineData(new byte[0], "12")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "12")]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, "13")]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, "8")]
    public async Task Post_NotExactlyOneWholeMessage_IsRefused(byte[] body, string status)
    {
        using var response = await PostAsync(ListStreams, body);
        Assert.Equal(status, Assert.Single(response.Headers.GetValues("grpc-status")));
    }

    [Theory]
    [InlineData("soon", "13")]
    [InlineData("0n", "4")]
    public async Task Post_TimeoutMalformedOrPast_IsRefused(string timeout, string status)
    {
        using var response = await PostAsync("/posestream.v1.StreamService/GetStream", [0, 0, 0, 0, 8, 10, 6, .. "silent"u8], "application/grpc", ("grpc-timeout", timeout));
        Assert.Equal(status, Assert.Single(response.Headers.GetValues("grpc-status")));
    }

    private static async Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, string contentType = "application/grpc", params (string Name, string Value)[] headers)
    {
        await using var server = await GrpcTestServer.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } },
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request);
    }
}
