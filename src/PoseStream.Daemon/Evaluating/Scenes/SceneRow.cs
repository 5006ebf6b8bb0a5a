namespace PoseStream.Daemon.Evaluating.Scenes;

/// <summary>What one scene, calibration and refinement came to. NaN where nothing could be measured. Positions are compared with the truth of the time that they claim to be of.</summary>
/// <param name="Calibration">uncalibrated, from_people, calibrated or calibrated_ground.</param>
/// <param name="Mpjpe_mm">Joints that can be seen, pelvis at pelvis.</param>
/// <param name="PaMpjpe_mm">After the best rotation, move and scale.</param>
/// <param name="Mrpe_mm">Of the pelvis, in camera space.</param>
/// <param name="JitterRatio">Mean acceleration of joints that can be seen over that of the truth, in camera space.</param>
/// <param name="AngleMae_deg">Mean absolute error of all joint angles that both show.</param>
/// <param name="CovarianceCoverage">Share of true roots within the published 95 % ellipsoid.</param>
/// <param name="MissedPercent">Of people who can be seen, frame by frame: those whom nobody confirmed is followed as.</param>
/// <param name="AddedDelay_ms">How much older than its frame a position is, in the mean.</param>
internal sealed record SceneRow(
    string Scene,
    string Calibration,
    string Refinement,
    double Mpjpe_mm,
    double PaMpjpe_mm,
    double Mrpe_mm,
    double JitterRatio,
    double IdSwitchesPerPersonMinute,
    double AngleMae_deg,
    double CovarianceCoverage,
    double MissedPercent,
    double AddedDelay_ms);
