using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Kinematics;
using Xunit;

namespace PoseStream.UnitTests.BodyModels;

public sealed class D3keBodyTests
{
    private readonly float[] _features = new float[D3keFeatures.Count];
    private readonly float[] _coordinates = new float[95];
    private readonly float[] _angles = new float[JointAngleNames.Count];

    public D3keBodyTests()
    {
        for (var i = 0; i < D3keFeatures.AngleCount; i++)
        {
            _features[D3keFeatures.Angles + i] = 0.01f * (i + 1);
        }

        SetPelvis(Quaternion.Identity);
    }

    [Fact]
    public void Coordinates_AreThe95OfTheModelWithoutHands()
    {
        Assert.Equal(95, D3keBody.Instance.Coordinates.Distinct().Count());
        Assert.Equal(95, D3keBody.Instance.Coordinates.Count);
        Assert.Equal(65, D3keBody.Instance.Markers.Count);
    }

    // Facts: model contracts §9.6: linear through two points each, in radians, of the elevation of the same side.
    [Theory]
    [InlineData("unrotscap_r2", 0.633555, 2.61799)]
    [InlineData("unrotscap_r3", -0.322013, 3.14159)]
    [InlineData("acromioclavicular_r1", 0.466003, 2.61799)]
    [InlineData("acromioclavicular_r3", 1.03673, 2.61799)]
    [InlineData("unrothum_r1", -0.466003, 2.61799)]
    [InlineData("unrothum_r2", 0.128282, 2.61799)]
    [InlineData("unrothum_r3", -1.03673, 2.61799)]
    public void ReadCoordinates_CoupledShoulder_FollowsItsElevation(string name, double value, double at)
    {
        _features[D3keFeatures.Angles + D3keAngles.IndexOf("shoulder_elv")] = (float)at;
        _features[D3keFeatures.Angles + D3keAngles.IndexOf("shoulder_elv_l")] = (float)at / 2;
        Assert.Equal(value, Coordinate(name), 1e-5);
        Assert.Equal(value / 2, Coordinate(name + "_l"), 1e-5);
    }

    [Fact]
    public void ReadCoordinates_PredictedAreCopiedAndTheRestIsZero()
    {
        foreach (var angle in D3keAngles.All)
        {
            Assert.Equal(0.01f * (D3keAngles.IndexOf(angle.Name) + 1), Coordinate(angle.Name));
        }

        Assert.All(new[] { "elbow_y", "elbow_y_l", "deviation", "deviation_l", "flexion", "flexion_l" }, name => Assert.Equal(0, Coordinate(name)));
    }

    // Facts: model contracts §9.4: in the ground R = Rz(tilt) Rx(list) Ry(rotation); x forward, y up, z right.
    [Theory]
    [InlineData(0.3f, -0.2f, 0.5f)]
    [InlineData(-0.7f, 0.4f, -2.6f)]
    [InlineData(0, 0, 0)]
    public void ReadCoordinates_PelvisOfATurnedCrop_HasTheGroundsAngles(float tilt, float list, float rotation)
    {
        var inGround = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, tilt)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, list) * Quaternion.CreateFromAxisAngle(Vector3.UnitY, rotation);
        var toGround = Quaternion.CreateFromYawPitchRoll(0.4f, -0.2f, 0.1f);
        SetPelvis(Quaternion.Conjugate(toGround) * inGround);

        D3keBody.Instance.ReadCoordinates(_features, toGround, _coordinates);
        Assert.Equal([tilt, list, rotation], _coordinates[..3].Select(value => MathF.Round(value, 4)));
        D3keBody.Instance.ReadAngles(_features, toGround, _angles);
        Assert.Equal(_coordinates[..3], _angles[..3]);

        // Forgetting to turn back is seen.
        D3keBody.Instance.ReadCoordinates(_features, Quaternion.Identity, _coordinates);
        Assert.True(MathF.Abs(_coordinates[0] - tilt) + MathF.Abs(_coordinates[1] - list) + MathF.Abs(_coordinates[2] - rotation) > 0.1f);
    }

    [Fact]
    public void ReadAngles_OnlyWhatMeansTheSame_IsThere()
    {
        D3keBody.Instance.ReadAngles(_features, Quaternion.Identity, _angles);
        Assert.Equal(0.01f * (D3keAngles.IndexOf("knee_angle_l") + 1), _angles[(int)JointAngle.KneeAngleLeft]);
        Assert.Equal(0.01f * (D3keAngles.IndexOf("elbow_flexion") + 1), _angles[(int)JointAngle.ElbowFlexionRight]);
        Assert.Equal(0.01f * (D3keAngles.IndexOf("hip_rotation_r") + 1), _angles[(int)JointAngle.HipRotationRight]);
        Assert.All(
            new[] { JointAngle.LumbarBending, JointAngle.LumbarRotation, JointAngle.ArmFlexionLeft, JointAngle.ArmRotationRight },
            angle => Assert.True(float.IsNaN(_angles[(int)angle])));
        Assert.Equal(15, _angles.Count(float.IsFinite));
    }

    [Fact]
    public void ReadMarkers_AreFromTheRootInTheGround()
    {
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, MathF.PI / 2);
        Set(D3keFeatures.Markers, new Vector3(0.1f, 0.2f, 0.3f));
        Set(D3keFeatures.Markers + (3 * 40), new Vector3(0.1f, 1.2f, 0.8f));
        var markers = new Vector3[65];
        D3keBody.Instance.ReadMarkers(_features, turn, markers);
        Assert.Equal(Vector3.Zero, markers[0]);
        Assert.True(Vector3.Distance(new Vector3(0.5f, 1, 0), markers[40]) < 1e-5f, $"{markers[40]}");

        // The pelvis' own place is told from the root too.
        D3keBody.Instance.ReadCoordinates(_features, turn, _coordinates);
        Assert.Equal([-0.3f, -0.2f, 0.1f], _coordinates[3..6].Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void ReadMarkers_NetworkWithoutPoints_HasNone()
    {
        var markers = new Vector3[65];
        D3keBody.Instance.ReadMarkers(_features.AsSpan(^D3keFeatures.CountWithoutPoints..), Quaternion.Identity, markers);
        Assert.All(markers, marker => Assert.True(float.IsNaN(marker.X)));
        D3keBody.Instance.ReadCoordinates(_features.AsSpan(^D3keFeatures.CountWithoutPoints..), Quaternion.Identity, _coordinates);
        Assert.Equal(0.69f, _coordinates[6 + 68]);
    }

    private float Coordinate(string name)
    {
        D3keBody.Instance.ReadCoordinates(_features, Quaternion.Identity, _coordinates);
        return _coordinates[D3keBody.Instance.Coordinates.ToList().IndexOf(name)];
    }

    private void SetPelvis(Quaternion turn)
    {
        var (x, y, z) = (Vector3.Transform(Vector3.UnitX, turn), Vector3.Transform(Vector3.UnitY, turn), Vector3.Transform(Vector3.UnitZ, turn));
        for (var row = 0; row < 3; row++)
        {
            Set(D3keFeatures.Rotation + (3 * row), new Vector3(x[row], y[row], z[row]));
        }
    }

    private void Set(int at, Vector3 value) => (_features[at], _features[at + 1], _features[at + 2]) = (value.X, value.Y, value.Z);
}
