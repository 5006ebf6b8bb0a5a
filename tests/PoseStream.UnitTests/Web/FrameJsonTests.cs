using System.Numerics;
using System.Text;
using System.Text.Json;
using PoseStream.Core.Poses;
using PoseStream.Core.Tracking;
using PoseStream.Daemon.Publishing.Contracts;
using PoseStream.Daemon.Web;
using PoseStream.UnitTests.Publishing;
using Xunit;

namespace PoseStream.UnitTests.Web;

public sealed class FrameJsonTests
{
    [Fact]
    public void Of_Frame_IsOneEventWithAllThatThePageDraws()
    {
        var text = Text(PublishedPoses.Frame);

        Assert.StartsWith("event: frame\ndata: {", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Count(c => c == '\n'));
        Assert.Equal(
            """
            {"camera":"front","sequence":41,"epoch":3,"media_time_s":12.5,"latency_ms":111,"width_px":1280,"height_px":720,"fx_px":901.5,"cx_px":639.8,"calibration":"ID","lens":"calibrated","ground":true,"people":[{"id":77,"state":"confirmed","box_px":[10.2,20.5,110.8,220.1],"joints":[[5,31.5,42.2,0.62]],"root_m":[0.5,-0.25,3.125],"floor_covariance_m2":[0.011,0.013,0.016],"velocity_m_s":[1.25,0.062,-0.75],"predicted":true,"body_height_m":1.81}]}
            """,
            text["event: frame\ndata: ".Length..^2].Replace(PoseFrameMapper.Map(PublishedPoses.Frame).CalibrationId, "ID", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_NothingKnownOrNoNumber_IsStillJson()
    {
        var person = PublishedPoses.Person with
        {
            Root_m = null, Root = null, BodyHeight_m = null, Joints = [new PublishedJoint(3, new Vector2(float.NaN, float.PositiveInfinity), null, 0.5f, JointVisibility.Visible)],
        };
        using var json = JsonDocument.Parse(Text(PublishedPoses.Frame with { People = [person] }).Split("data: ")[1]);

        var shown = json.RootElement.GetProperty("people")[0];
        Assert.False(shown.TryGetProperty("root_m", out _));
        Assert.False(shown.TryGetProperty("body_height_m", out _));
    }

    [Fact]
    public void Of_TrackEnded_IsLeftOut()
    {
        var ended = PublishedPoses.Person with { State = TrackState.Ended };
        Assert.Contains("\"people\":[]", Text(PublishedPoses.Frame with { People = [ended] }), StringComparison.Ordinal);
    }

    private static string Text(PoseFrame frame) => Encoding.UTF8.GetString(ServerSentEvent.Of("frame", json => FrameJson.Write(json, frame, 111)).Span);
}
