namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>What the service is told of a camera.</summary>
internal enum SceneCalibration
{
    /// <summary>Nothing: a field of view is assumed, and is as wrong as the service reckons with.</summary>
    Uncalibrated,

    /// <summary>What <c>calibrate ground</c> finds out from the clip itself: lens and place; as <see cref="Uncalibrated"/> where that finds too little.</summary>
    FromPeople,

    /// <summary>Its lens.</summary>
    Calibrated,

    /// <summary>Its lens, and where it hangs over the ground.</summary>
    Ground,
}
