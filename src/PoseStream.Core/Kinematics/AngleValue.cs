namespace PoseStream.Core.Kinematics;

/// <param name="Value_rad">Sign as <see cref="JointAngle"/> says.</param>
public readonly record struct AngleValue(JointAngle Angle, float Value_rad, AngleSource Source = AngleSource.Joints);
