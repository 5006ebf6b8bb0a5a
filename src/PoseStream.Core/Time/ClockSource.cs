namespace PoseStream.Core.Time;

/// <summary>Where a capture time comes from, best last known first.</summary>
public enum ClockSource
{
    Unspecified = 0,

    /// <summary>The camera's own clock, through the NTP time of its RTCP sender reports.</summary>
    RtcpSenderReport,

    /// <summary>A time that the camera wrote into the picture data.</summary>
    CameraSei,

    /// <summary>When the picture reached this machine: late by the unknown delay of camera and network.</summary>
    Arrival,

    /// <summary>A file's own time stamps, counted from the moment it was opened.</summary>
    FilePts,
}
