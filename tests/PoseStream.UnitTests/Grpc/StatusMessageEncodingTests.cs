using PoseStream.Grpc.Wire;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

public class StatusMessageEncodingTests
{
    [Theory]
    [InlineData("plain text, as it is!", "plain text, as it is!")]
    [InlineData("100 %", "100 %25")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("Straße", "Stra%C3%9Fe")]
    [InlineData("🙂", "%F0%9F%99%82")]
    public void Encode_AnyText_IsPrintableAsciiAndDecodesBack(string text, string encoded)
    {
        Assert.Equal(encoded, StatusMessageEncoding.Encode(text));
        Assert.Equal(text, StatusMessageEncoding.Decode(encoded));
    }

    [Fact]
    public void Encode_LongText_IsCutToWhatFitsHeaders() =>
        Assert.Equal(new string('x', 1024) + "...", StatusMessageEncoding.Encode(new string('x', 100_000)));

    [Theory]
    [InlineData("名")]
    [InlineData("🙂")]
    [InlineData("ß")]
    public void Encode_LongTextThatGrows_IsCutBehindAWholeCharacter(string character)
    {
        var encoded = StatusMessageEncoding.Encode(string.Concat(Enumerable.Repeat(character, 1024)));

        Assert.InRange(encoded.Length, 1000, 1024 + 3);
        Assert.Equal(string.Empty, StatusMessageEncoding.Decode(encoded).Replace(character, string.Empty, StringComparison.Ordinal).TrimEnd('.'));
    }

    [Theory]
    [InlineData("50%")]
    [InlineData("%zz")]
    [InlineData("%4")]
    public void Decode_InvalidEscape_IsKept(string text) => Assert.Equal(text, StatusMessageEncoding.Decode(text));
}
