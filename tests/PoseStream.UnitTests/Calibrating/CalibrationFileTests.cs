using System.Numerics;
using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;
using PoseStream.Daemon.Calibrating.Reading;
using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Calibrating;

public sealed class CalibrationFileTests : IDisposable
{
    private const string OpenCv = """
        %YAML:1.0
        ---
        calibration_time: "Tue 03 Mar 2026 10:11:12"
        image_width: 640
        image_height: 480
        flags: 0
        camera_matrix: !!opencv-matrix
           rows: 3
           cols: 3
           dt: d
           data: [ 5.3591573396163199e+02, 0., 3.4228315473308373e+02, 0.,
               5.3591573396163199e+02, 2.3557082909788173e+02, 0., 0., 1. ]
        distortion_coefficients: !!opencv-matrix
           rows: 5
           cols: 1
           dt: d
           data: [ -2.6637260909660682e-01, -3.8588898922304653e-02,
               1.7831947042852964e-03, -2.8122100441115472e-04,
               2.3839153080878486e-01 ]
        avg_reprojection_error: 3.9259109564815858e-01
        """;

    private const string Ros = """
        # written by the camera
        image_width: 1280
        image_height: 720
        camera_name: front
        camera_matrix:
          rows: 3
          cols: 3
          data: [901.5, 0, 640.25, 0, 902.5, 359.75, 0, 0, 1]
        distortion_model: plumb_bob
        distortion_coefficients:
          rows: 1
          cols: 5
          data: [-0.05, 0.01, 0.001, -0.002, 0]
        rectification_matrix:
          rows: 3
          cols: 3
          data: [1, 0, 0, 0, 1, 0, 0, 0, 1]
        projection_matrix:
          rows: 3
          cols: 4
          data: [900, 0, 640, 0, 0, 900, 360, 0, 0, 0, 1, 0]
        """;

    // Down the room along x from 2 m up; the rotation turns z-up to y-down.
    private const string Pose2Sim = """
        [cam_01]
        name = "left"
        size = [ 1088.0, 1920.0]
        matrix = [ [ 1681.24, 0.0, 543.62], [ 0.0, 1681.24, 959.32], [ 0.0, 0.0, 1.0]]
        distortions = [ -0.0046, 0.0139, -0.0005, 0.0006]
        rotation = [ 1.2091995761561452, -1.2091995761561452, 1.2091995761561452]
        translation = [ 0.0, 2.0, 0.0]
        fisheye = false

        [cam_02]
        name = 7
        size = [ 1088, 1920]
        matrix = [
          [ 1680.0, 0.0, 540.0],
          [ 0.0, 1680.0, 960.0], # square pixels
          [ 0.0, 0.0, 1.0],
        ]
        distortions = [ 0.01, 0.002, -0.003, 0.0004]
        fisheye = true

        [metadata]
        adjusted = false
        error = 0.0
        """;

    // A board of squares of 40 mm; the world is the first camera.
    private const string Anipose = """
        [cam_0]
        name = "cam1"
        size = [ 1280, 720,]
        matrix = [ [ 910.2, 0.0, 639.5,], [ 0.0, 910.2, 359.5,], [ 0.0, 0.0, 1.0,],]
        distortions = [ -0.11, 0.0, 0.0, 0.0, 0.0,]
        rotation = [ 0.0, 0.0, 0.0,]
        translation = [ 0.0, 0.0, 0.0,]

        [cam_1]
        name = "cam2"
        size = [ 1280, 720,]
        matrix = [ [ 905.7, 0.0, 639.5,], [ 0.0, 905.7, 359.5,], [ 0.0, 0.0, 1.0,],]
        distortions = [ -0.12, 0.0, 0.0, 0.0, 0.0,]
        rotation = [ 0.0, 0.6, 0.0,]
        translation = [ -1200.0, 30.0, 400.0,]

        [metadata]
        adjusted = false
        error = 0.31
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OpenCv_HasItsNumbersFromTheCornerOfTheFirstPixel()
    {
        var camera = Read("lens.yml", OpenCv);
        Assert.Equal(
            new CameraModel(
                535.91573396163199, 535.91573396163199, 342.78315473308373, 236.07082909788173,
                new LensDistortion(-0.26637260909660682, -0.038588898922304653, 0.0017831947042852964, -0.00028122100441115472, 0.23839153080878486),
                new FrameGeometry(640, 480), IntrinsicsSource.Configured),
            camera);
    }

    [Fact]
    public void Read_OpenCvWithItsPlace_TurnsItRound()
    {
        var camera = Read("lens.yaml", OpenCv + """

            rotation: !!opencv-matrix
               rows: 3
               cols: 3
               dt: d
               data: [ 0., -1., 0., 0., 0., -1., 1., 0., 0. ]
            translation: !!opencv-matrix
               rows: 3
               cols: 1
               dt: d
               data: [ 0.5, 1.5, 0. ]
            """);
        Assert.True(Vector3.Distance(new Vector3(0, 0.5f, 1.5f), camera.CameraToWorld!.Translation_m) < 1e-5f);
        Assert.True(Vector3.Distance(new Vector3(4, 0.5f, 1.5f), camera.ToWorld(new Vector3(0, 0, 4))) < 1e-5f);
        Assert.Equal(1.5f, camera.Ground!.Value.Height_m, 5);
    }

    [Theory]
    [InlineData("plumb_bob", "[-0.05, 0.01, 0.001, -0.002, 0]", LensKind.Perspective)]
    [InlineData("rational_polynomial", "[-0.05, 0.01, 0.001, -0.002, 0, 0.1, 0.2, 0.3]", LensKind.Perspective)]
    [InlineData("equidistant", "[-0.05, 0.01, 0.001, -0.002]", LensKind.Fisheye)]
    public void Read_RosCameraInfo_KnowsItsLensModels(string model, string coefficients, LensKind kind)
    {
        var text = Ros.Replace("plumb_bob", model, StringComparison.Ordinal).Replace("[-0.05, 0.01, 0.001, -0.002, 0]", coefficients, StringComparison.Ordinal);
        var camera = Read("front.yaml", text);
        Assert.Equal((901.5, 902.5, 640.75, 360.25), (camera.Fx, camera.Fy, camera.Cx, camera.Cy));
        Assert.Equal(kind, camera.Distortion.Kind);
        Assert.Equal(-0.05, camera.Distortion.K1);
        Assert.Equal(kind is LensKind.Fisheye ? 0 : 0.001, camera.Distortion.P1);
        Assert.Equal(model == "rational_polynomial" ? 0.3 : 0, camera.Distortion.K6);
        Assert.Null(camera.CameraToWorld);
    }

    [Fact]
    public void Read_RosMessageAsPrinted_IsTheSameCamera() => Assert.Equal(
        Read("a.yaml", Ros),
        Read("b.yaml", """
            header:
              seq: 12
              frame_id: front
            height: 720
            width: 1280
            distortion_model: plumb_bob
            d:
            - -0.05
            - 0.01
            - 0.001
            - -0.002
            - 0.0
            k: [901.5, 0.0, 640.25, 0.0, 902.5, 359.75, 0.0, 0.0, 1.0]
            """));

    [Fact]
    public void Read_Pose2Sim_PicksTheCameraByName()
    {
        var left = Read("calib.toml", Pose2Sim, "left");
        Assert.Equal((1681.24, 544.12, 959.82), (left.Fx, left.Cx, left.Cy));
        Assert.Equal(new FrameGeometry(1088, 1920), left.Geometry);
        Assert.Equal(2, left.CameraToWorld!.Translation_m.Z, 4);
        Assert.True(Vector3.Distance(new Vector3(5, 0, 2), left.ToWorld(new Vector3(0, 0, 5))) < 1e-4f, $"{left.ToWorld(new Vector3(0, 0, 5))}");

        var other = Read("calib.toml", Pose2Sim, "7");
        Assert.Equal(LensDistortion.Fisheye(0.01, 0.002, -0.003, 0.0004), other.Distortion);
        Assert.Null(other.CameraToWorld);
    }

    [Theory]
    [InlineData("m", 400)]
    [InlineData("cm", 4)]
    [InlineData("mm", 0.4)]
    public void Read_TranslationInTheUnitThatIsSaid_IsInMetres(string unit, double height_m)
    {
        var text = Pose2Sim.Replace("2.0, 0.0]", "400.0, 0.0]", StringComparison.Ordinal);
        Assert.Equal(height_m, Read("calib.toml", text, new CalibrationOptions("left", CalibrationOptions.Units[unit])).CameraToWorld!.Translation_m.Z, 4);
    }

    [Theory]
    [InlineData("cam1", "m", "0.0")]
    [InlineData("cam2", "m", "0.0")]
    [InlineData("cam2", "mm", "0.0")]
    [InlineData("cam2", "mm", "0.03")]
    public void Read_AniposeFromItsFirstCamera_SaysToTakeTheLens(string camera, string unit, string first)
    {
        var text = Anipose.Replace("translation = [ 0.0", $"translation = [ {first}", StringComparison.Ordinal);
        var message = Assert.Throws<CommandFailedException>(() => Read("calibration.toml", text, new CalibrationOptions(camera, CalibrationOptions.Units[unit]))).Message;
        Assert.Contains($"the world of '{camera}' is camera 'cam1' itself and not the ground", message, StringComparison.Ordinal);
        Assert.Contains("\"calibration_place\": false, --calibration-place false", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_InMillimetresTakenForMetres_SaysWhereTheUnitIsSaid()
    {
        var message = Assert.Throws<CommandFailedException>(() => Read("calib.toml", Pose2Sim.Replace("2.0, 0.0]", "2000.0, 0.0]", StringComparison.Ordinal), "left")).Message;
        Assert.EndsWith(
            "puts the camera 2000 m from the origin; the translation must be in metres, or in the unit that \"calibration_unit\" (--calibration-unit) says: m, cm or mm", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", """{"fx": 1000, "fy": 1000, "cx": 50, "cy": 50, "width": 100, "height": 100, "mount": {"height_m": 2, "pitch_deg": 5}}""", "is of a format whose unit is known")]
    [InlineData("a.json", """{"1": {"R": [[0, 1, 0], [0, 0, -1], [-1, 0, 0]], "t": [0, 1500, 4000], "f": [1145, 1143], "c": [512, 515]}}""", "is of a format whose unit is known")]
    [InlineData("a.yaml", Ros, "does not say where the camera is")]
    public void Read_UnitThatHasNoEffect_IsRefused(string name, string text, string problem)
    {
        var message = Assert.Throws<CommandFailedException>(() => Read(name, text, new CalibrationOptions(Unit_m: CalibrationOptions.Units["mm"]))).Message;
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains("remove \"calibration_unit\" (--calibration-unit)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cam1", 910.2)]
    [InlineData("cam2", 905.7)]
    public void Read_AniposeWithoutItsPlace_IsTheLensAlone(string camera, double focal_px)
    {
        var lens = Read("calibration.toml", Anipose, new CalibrationOptions(camera, Place: false));
        Assert.Equal((focal_px, 640, null), (lens.Fx, lens.Cx, lens.CameraToWorld));
    }

    [Theory]
    [InlineData("[0, 1500, 4000]")]
    [InlineData("[4000, 0, 1500]")]
    public void Read_Human36M_ByEitherMeaningOfT_StandsInTheSamePlace(string t)
    {
        var json = $$$"""{"1": {"R": [[0, 1, 0], [0, 0, -1], [-1, 0, 0]], "t": {{{t}}}, "f": [1145.05, 1143.78], "c": [512.5, 515.5]}, "2": {"R": [], "t": [], "f": [], "c": []}}""";
        var camera = Read("s_camera.json", json, "1");
        Assert.True(Vector3.Distance(new Vector3(4, 0, 1.5f), camera.CameraToWorld!.Translation_m) < 1e-5f, $"{camera.CameraToWorld}");
        Assert.Equal(new FrameGeometry(1000, 1002), camera.Geometry);
        Assert.Equal((1145.05, 513.0), (camera.Fx, camera.Cx));
    }

    [Fact]
    public void Read_WrittenByPoseStream_IsTheSameCamera()
    {
        var mount = new CameraMount(2.6, 0.2, -0.05);
        foreach (var lens in (LensDistortion[])[new(-0.2, 0.1, 0.001, 0.002, -0.01, 0.1, 0.2, 0.3), LensDistortion.Fisheye(0.01, 0.02, 0.03, 0.04)])
        {
            var camera = new CameraModel(901.5, 902.25, 640.5, 360.5, lens, new FrameGeometry(1280, 720), IntrinsicsSource.Configured);
            var read = Written(camera, mount);
            Assert.Equal(camera, read with { CameraToWorld = null });
            Assert.Equal(0.2, CameraMount.Of(read.CameraToWorld!).Pitch_rad, 4);
            Assert.Equal(2.6, CameraMount.Of(read.CameraToWorld!).Height_m, 4);
        }
    }

    [Fact]
    public void Read_WrittenOfAGuessedLens_IsStillAGuess()
    {
        var read = Written(CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 62), new CameraMount(3, 0.1, 0));
        Assert.Equal(IntrinsicsSource.AssumedFieldOfView, read.Source);
        Assert.Equal(CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 62).Fx, read.Fx, 3);
        Assert.NotNull(read.Ground);
    }

    [Fact]
    public void Read_WrittenOfALensFromPeople_SaysByHowMuchItMayBeWrong()
    {
        var found = CameraModel.FromFieldOfView(new FrameGeometry(1280, 720), 62) with { Source = IntrinsicsSource.EstimatedFromPeople, FocalSigma = 0.04, HeightSigma = 0.05 };
        var read = Written(found, new CameraMount(3, 0.1, 0));
        Assert.Equal((IntrinsicsSource.EstimatedFromPeople, 0.04), (read.Source, read.FocalSigma));
        Assert.Equal(0.05, read.HeightSigma, 4);
        Assert.Equal(found.Fx, read.Fx, 3);
    }

    [Fact]
    public void Read_ShippedExample_HangsOverTheGround()
    {
        var folder = Checkout.PathOf("config", "calibration");
        Assert.All(Directory.GetFiles(folder), file => Assert.NotNull(CalibrationFile.Read(file).Ground));
        Assert.NotEmpty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix:\n  data: [1, 2]\n", "a.yml: camera_matrix.data: has 2 numbers; there must be 9")]
    [InlineData("a.yml", "camera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\n", "a.yml: has no \"image_width\"")]
    [InlineData("a.yml", "image_width: 0\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\n", "a.yml: image_width: 0 is no side of a picture")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 9, 1, 0, 500, 1, 0, 0, 1]\n", "a.yml: camera_matrix: is no camera matrix")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1\n", "a.yml: line 3: has a list without its ',' or ']'")]
    [InlineData("a.yml", "image_width: 640\n\timage_height: 480\n", "a.yml: line 2: is indented with a tab")]
    [InlineData("a.yml", "image_width: 640\n   image_height: 480\n", "a.yml: line 2: is indented more")]
    [InlineData("a.yml", "image_width: 640\nimage_width: 640\n", "a.yml: line 2: \"image_width\" is written twice")]
    [InlineData("a.yml", "just words\n", "a.yml: line 1: is no 'key: value'")]
    [InlineData("a.yml", "", "a.yml: is empty")]
    [InlineData("a.yml", "image_width: 640\n", "a.yml: is no calibration that is known here")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, .NaN, 0, 500, 1, 0, 0, 1]\n", "a.yml: camera_matrix[2]: is a string; it must be a number")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [0.5, 0, 0, 0, 0.5, 0, 0, 0, 1]\n", "a.yml: has a focal length of 0.5 pixels")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\ndistortion_model: stereographic\ndistortion_coefficients: [0, 0, 0, 0]\n", "a.yml: distortion_model: 'stereographic' is not modelled")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\ndistortion_coefficients: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]\n", "a.yml: distortion_coefficients: has thin-prism")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\nrotation: [0, 0, 0]\n", "a.yml: has a rotation but no translation")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\nrotation: [1, 0, 0, 0, 1, 0, 0, 0, -1]\ntranslation: [0, 0, 0]\n", "a.yml: rotation: mirrors")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\nrotation: [0, 0, 0]\ntranslation: [0, 0, 1]\n", "a.yml: puts the camera at z = -1.00 m, not over the ground")]
    [InlineData("a.yml", "image_width: 640\nimage_height: 480\ncamera_matrix: [500, 0, 1, 0, 500, 1, 0, 0, 1]\nrotation: [0, 0, 0]\ntranslation: [0, 0, -1500]\n", "a.yml: puts the camera 1500 m from the origin; the translation must be in metres")]
    [InlineData("a.toml", "[a]\nmatrix = 1\n[a]\n", "a.toml: line 3: [a] is written twice")]
    [InlineData("a.toml", "[a]\nmatrix\n", "a.toml: line 2: is neither [table] nor key = value: 'matrix'")]
    [InlineData("a.toml", "[a]\nmatrix = [[500, 0, 1], [0, 500, 1], [0, 0, 1]]\n", "a.toml: a: has no \"size\"")]
    [InlineData("a.toml", "[a]\nmatrix = [[500, 0, 1], [0, 500, 1], [0, 0, 1]]\nsize = [1]\n", "a.toml: a.size: has 1 numbers; there must be 2")]
    [InlineData("a.toml", "[a]\nmatrix = [[500, 0, 1], [0, 500, 1], [0, 0, 1]]\nsize = [100, 100]\ndistortions = [1]\n", "a.toml: a.distortions: has 1 numbers; there must be 0 or 4 or 5")]
    [InlineData("a.toml", "[a]\nname = \"x\nmatrix = 1\n", "a.toml: line 2: has a text without its closing quote")]
    [InlineData("a.json", "[]", "a.json: is no calibration: it must hold keys")]
    [InlineData("a.json", "{", "a.json: not valid JSON")]
    [InlineData("a.json", """{"fx": 1000, "mount": {"height_m": 2, "pitch_deg": 5}}""", "a.json: has no \"width\"")]
    [InlineData("a.json", """{"fx": 1000, "fov": 2}""", "a.json: \"fov\" is no key here")]
    [InlineData("a.json", """{"fx": 1000, "fy": 1000, "cx": 1, "cy": 1, "width": 100, "height": 100, "lens": "round"}""", "a.json: lens: 'round' is not known here")]
    [InlineData("a.json", """{"fx": 1000, "fy": 1000, "cx": 1, "cy": 1, "width": 100, "height": 100, "mount": {"height_m": 2}}""", "a.json: mount: has no \"pitch_deg\"")]
    [InlineData("a.json", """{"horizontal_fov_deg": 200, "width": 100, "height": 100}""", "a.json: horizontal_fov_deg: is no field of view")]
    [InlineData("a.json", """{"horizontal_fov_deg": 60, "focal_standard_error": -0.1, "width": 100, "height": 100}""", "a.json: focal_standard_error: is no standard error")]
    [InlineData("a.json", """{"fx": 1000, "fy": 1000, "cx": 1, "cy": 1, "width": 100, "height": 100, "focal_standard_error": 0.1}""", "a.json: focal_standard_error: belongs to horizontal_fov_deg")]
    [InlineData("a.json", """{"horizontal_fov_deg": 60, "width": 100, "height": 100, "mount": {"height_m": 2, "height_standard_error_m": 3, "pitch_deg": 5}}""", "a.json: mount.height_standard_error_m: is no standard error")]
    [InlineData("a.json", """{"1": {"R": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "t": [9e6, 0, 0], "f": [1000, 1000], "c": [500, 500]}}""", "a.json: 1: neither as translation nor as centre does t put the people in the picture")]
    [InlineData("a.txt", "x", "a.txt: is no calibration by its name")]
    public void Read_Bad_SaysSoInOneLineWithFileAndKey(string name, string text, string complaint)
    {
        var message = Assert.Throws<CommandFailedException>(() => Read(name, text)).Message;
        Assert.StartsWith(_folder.PathOf(complaint), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Read_CameraUnknownOrNotSaid_ListsWhatThereIs()
    {
        Assert.EndsWith("holds 2 cameras; say which by its name: left, 7", Assert.Throws<CommandFailedException>(() => Read("a.toml", Pose2Sim)).Message, StringComparison.Ordinal);
        Assert.EndsWith("has no camera 'right'; there are left, 7", Assert.Throws<CommandFailedException>(() => Read("a.toml", Pose2Sim, "right")).Message, StringComparison.Ordinal);
        Assert.EndsWith("remove 'left'", Assert.Throws<CommandFailedException>(() => Read("a.yaml", Ros, "left")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo() => Assert.EndsWith(
        "absent.yaml: there is no such file",
        Assert.Throws<CommandFailedException>(() => CalibrationFile.Read(_folder.PathOf("absent.yaml"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.yaml")]
    [InlineData("a.toml")]
    public void Read_DamagedFile_IsReadOrRefusedInWordsNeverOtherwise(string name)
    {
        var whole = name == "a.yaml" ? OpenCv : Pose2Sim;
        var random = new Random(11);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var text = whole.ToCharArray();
            for (var k = 0; k < 3; k++)
            {
                text[random.Next(text.Length)] = "[]:,\n\" 0x-"[random.Next(10)];
            }

            try
            {
                Read(name, new string(text), name == "a.yaml" ? null : "left");
            }
            catch (CommandFailedException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 20, 399);
    }

    private CameraModel Written(CameraModel camera, CameraMount mount)
    {
        var file = _folder.Write("written.json", PoseStreamCalibration.Write(camera, mount, json => json.WriteNumber("people", 3)));
        return CalibrationFile.Read(file);
    }

    private CameraModel Read(string name, string text, string? camera = null) => Read(name, text, new CalibrationOptions(camera));

    private CameraModel Read(string name, string text, CalibrationOptions options) => CalibrationFile.Read(_folder.Write(name, text), options);
}
