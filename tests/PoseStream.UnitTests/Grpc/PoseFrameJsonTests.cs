using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using PoseStream.V1;
using Xunit;

namespace PoseStream.UnitTests.Grpc;

/// <summary>Other schemas in the field wrote a confidence of 0.87 as 0; here every fraction must survive.</summary>
public class PoseFrameJsonTests
{
    [Fact]
    public void Json_EveryFieldSet_RoundTripsThroughJsonAndBinary()
    {
        var frame = new PoseFrame();
        var fractions = new List<float>();
        Fill(frame, fractions);

        var fromJson = JsonParser.Default.Parse<PoseFrame>(JsonFormatter.Default.Format(frame));
        var fromBinary = PoseFrame.Parser.ParseFrom(frame.ToByteArray());

        Assert.Equal(frame, fromJson);
        Assert.Equal(frame, fromBinary);
        Assert.True(fractions.Count > 25, $"only {fractions.Count} fractions were set");
    }

    [Fact]
    public void Json_EveryFraction_IsWrittenAsAFraction()
    {
        var frame = new PoseFrame();
        var fractions = new List<float>();
        Fill(frame, fractions);

        var written = new List<float>();
        Collect(JsonDocument.Parse(JsonFormatter.Default.Format(frame)).RootElement, written);

        Assert.Equal(fractions.Order(), written.Where(number => number != MathF.Truncate(number)).Order());
    }

    [Fact]
    public void Json_OneFrame_IsThisText()
    {
        var frame = new PoseFrame
        {
            StreamId = "gate",
            Sequence = 12,
            CaptureTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2025, 3, 1, 12, 0, 0, 125, TimeSpan.Zero)),
            ClockSource = ClockSource.RtcpSr,
            SkeletonId = "halpe26@1",
        };
        var person = new Person { TrackId = 3, State = TrackState.Confirmed, ExistenceProbability = 0.875f, BodyHeightM = 1.75f };
        person.Joints.Add(new Joint { Id = 19, Confidence = 0.8125f, PositionM = new Vector3 { X = -0.25f, Z = 4.5f }, Visibility = Visibility.Visible });
        frame.People.Add(person);

        const string Golden = """
            {"streamId":"gate","sequence":"12","captureTime":"2025-03-01T12:00:00.125Z","clockSource":"CLOCK_SOURCE_RTCP_SR",
            "people":[{"trackId":"3","state":"TRACK_STATE_CONFIRMED","existenceProbability":0.875,
            "joints":[{"id":19,"positionM":{"x":-0.25,"z":4.5},"confidence":0.8125,"visibility":"VISIBILITY_VISIBLE"}],
            "bodyHeightM":1.75}],"skeletonId":"halpe26@1"}
            """;
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(Golden)), JsonSerializer.Serialize(JsonDocument.Parse(JsonFormatter.Default.Format(frame))));
    }

    /// <summary>Sets every field of the message and its parts, each float to a fraction of its own.</summary>
    private static void Fill(IMessage message, List<float> fractions)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.IsRepeated)
            {
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(ValueOf(field, fractions));
            }
            else
            {
                field.Accessor.SetValue(message, ValueOf(field, fractions));
            }
        }
    }

    private static object ValueOf(FieldDescriptor field, List<float> fractions)
    {
        switch (field.FieldType)
        {
            case FieldType.Float:
                // Sixteenths are exact in binary and in decimal.
                fractions.Add((fractions.Count * 2) + 0.0625f);
                return fractions[^1];
            case FieldType.UInt64:
                return 9_007_199_254_740_993UL;
            case FieldType.UInt32:
                return 7U;
            case FieldType.Bool:
                return true;
            case FieldType.String:
                return field.FullName;
            case FieldType.Enum:
                return field.EnumType.Values[^1].Number;
            case FieldType.Message when field.MessageType == Timestamp.Descriptor:
                return new Timestamp { Seconds = 1_700_000_000, Nanos = 123_456_789 };
            case FieldType.Message when field.MessageType == Duration.Descriptor:
                return new Duration { Nanos = 2_500_001 };
            case FieldType.Message:
                var part = field.MessageType.Parser.ParseFrom([]);
                Fill(part, fractions);
                return part;
            default:
                throw new InvalidOperationException($"{field.FullName}: teach this test the type {field.FieldType}");
        }
    }

    private static void Collect(JsonElement element, List<float> numbers)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                numbers.Add(element.GetSingle());
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, numbers);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, numbers);
                }

                break;
        }
    }
}
