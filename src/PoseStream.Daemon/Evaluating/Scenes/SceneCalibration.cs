namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>What the service is told of a camera.</summary>
internal enum SceneCalibration
{
    /// <summary>Nothing: a field of view is assumed.</summary>
    Uncalibrated,

    /// <summary>What <c>calibrate ground</c> finds out from the clip itself: lens and place; nothing where that finds too little.</summary>
    FromPeople,

    /// <summary>Its lens.</summary>
    Calibrated,

    /// <summary>Its lens, and where it hangs over the ground.</summary>
    Ground,
}
