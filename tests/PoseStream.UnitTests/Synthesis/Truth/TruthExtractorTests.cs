using System.Numerics;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;
using PoseStream.UnitTests.Synthesis.Rendering;
using Xunit;

namespace PoseStream.UnitTests.Synthesis.Truth;

public sealed class TruthExtractorTests
{
    [Fact]
    public void Extract_FacingPerson_SeesTheFaceAndTheOuterBox()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (truth, _) = Observe(TestScenes.Front(), TestScenes.Standing(seed, Vector2.Zero, 0));
            var person = truth.People[0];

            Assert.Equal(TruthVisibility.Visible, Joint(person, "nose").Visibility);
            Assert.Equal(TruthVisibility.Visible, Joint(person, "left_knee").Visibility);
            Assert.True(Joint(person, "left_shoulder").Pixel.X > Joint(person, "right_shoulder").Pixel.X);
            Assert.Equal(1, person.VisibleShare);
            Assert.Equal(person.VisibleBox, person.FullBox);
            Assert.InRange(person.Fill, 0.2f, 0.8f);
            foreach (var joint in person.Joints)
            {
                Assert.InRange(joint.Pixel.X, person.FullBox!.Value.X1 - 2, person.FullBox.Value.X2 + 2);
                Assert.InRange(joint.Pixel.Y, person.FullBox.Value.Y1 - 2, person.FullBox.Value.Y2 + 2);
            }
        }
    }

    [Fact]
    public void Extract_PersonFromBehind_HidesTheFaceBehindTheHead()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (truth, _) = Observe(TestScenes.Front(), TestScenes.Standing(seed, Vector2.Zero, MathF.PI));

            Assert.Equal(TruthVisibility.SelfOccluded, Joint(truth.People[0], "nose").Visibility);
            Assert.Equal(TruthVisibility.SelfOccluded, Joint(truth.People[0], "left_eye").Visibility);
            Assert.True(Joint(truth.People[0], "left_shoulder").Pixel.X < Joint(truth.People[0], "right_shoulder").Pixel.X);
        }
    }

    [Fact]
    public void Extract_SideView_HidesTheFarArmAndEar()
    {
        // Turned to its own right the person shows its left side.
        var (truth, _) = Observe(TestScenes.Front(), TestScenes.Standing(3, Vector2.Zero, -MathF.PI / 2));
        var person = truth.People[0];

        Assert.Equal(TruthVisibility.Visible, Joint(person, "left_elbow").Visibility);
        Assert.Equal(TruthVisibility.SelfOccluded, Joint(person, "right_elbow").Visibility);
        Assert.Equal(TruthVisibility.SelfOccluded, Joint(person, "right_ear").Visibility);
    }

    [Fact]
    public void Extract_BehindAnotherPerson_NamesWhoIsInFront()
    {
        var (truth, _) = Observe(TestScenes.Front(), TestScenes.Standing(2, new Vector2(-1.5f, 0), 0), TestScenes.Standing(8, new Vector2(1, 0), 0));
        var behind = truth.People[0];

        var pelvis = Joint(behind, "pelvis");
        Assert.Equal(TruthVisibility.OccludedByPerson, pelvis.Visibility);
        Assert.Equal(1, pelvis.OccludedBy);
        Assert.InRange(behind.VisibleShare, 0, 0.9f);
        Assert.Equal(1, truth.People[1].VisibleShare);
    }

    [Fact]
    public void Extract_BehindABoard_IsOccludedByAThingAndKeepsItsFullBox()
    {
        var person = TestScenes.Standing(5, Vector2.Zero, 0);
        var (free, _) = Observe(TestScenes.Front(), person);
        var scene = TestScenes.Empty();
        scene.Add(Solid.Box(new Vector3(1, 0, 0.35f), new Vector3(0.05f, 1, 0.35f), Quaternion.Identity, TestScenes.White));
        scene.Add(person);
        var view = TestScenes.Front();

        var truth = TruthExtractor.Extract(scene, view, TestScenes.Render(scene, view)).People[0];

        Assert.Equal(TruthVisibility.OccludedByThing, Joint(truth, "left_ankle").Visibility);
        Assert.Null(Joint(truth, "left_ankle").OccludedBy);
        Assert.Equal(TruthVisibility.Visible, Joint(truth, "nose").Visibility);
        Assert.Equal(free.People[0].FullBox, truth.FullBox);
        Assert.True(truth.VisibleBox!.Value.Y2 < truth.FullBox!.Value.Y2 - 30);
        Assert.InRange(truth.VisibleShare, 0.3f, 0.9f);
    }

    [Fact]
    public void Extract_HalfOutOfThePicture_ReachesBeyondTheEdge()
    {
        var view = TestScenes.Front();
        var person = TestScenes.Standing(6, new Vector2(0, -1.6f), 0);
        var wide = view with { Model = view.Model with { Cx = 480, Geometry = new(960, 320) } };
        var (whole, _) = Observe(wide, person);

        var (truth, _) = Observe(view, person);

        var box = truth.People[0].FullBox!.Value;
        var expected = whole.People[0].FullBox!.Value;
        Assert.True(box.X1 < -10, $"the box starts at {box.X1}");
        Assert.InRange(box.X1, expected.X1 - 320 - 6, expected.X1 - 320 + 6);
        Assert.Equal(expected.X2 - 320, box.X2, 1.0);
        Assert.Contains(truth.People[0].Joints, joint => joint.Visibility == TruthVisibility.OutOfFrame);
    }

    [Fact]
    public void Extract_Anyone_HasTheStatureThatItsJointsTell()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var (truth, _) = Observe(TestScenes.Front(), TestScenes.Standing(seed, Vector2.Zero, 1));
            var person = truth.People[0];

            var estimate = BodyHeight.Estimate([.. person.Joints.Select(joint => joint.Camera_m)]);

            Assert.InRange(estimate!.Value / person.Stature_m, 0.95f, 1.05f);
        }
    }

    [Fact]
    public void Extract_BehindTheCamera_IsOutOfFrameWithoutBoxes()
    {
        var (truth, _) = Observe(TestScenes.Front(), TestScenes.Standing(6, new Vector2(9, 0), 0));

        Assert.All(truth.People[0].Joints, joint => Assert.Equal(TruthVisibility.OutOfFrame, joint.Visibility));
        Assert.Null(truth.People[0].VisibleBox);
        Assert.Null(truth.People[0].FullBox);
        Assert.Equal(0, truth.People[0].Fill);
    }

    internal static (PictureTruth Truth, Picture Picture) Observe(CameraView view, params ScenePerson[] people)
    {
        var scene = TestScenes.Empty();
        foreach (var person in people)
        {
            scene.Add(person);
        }

        var picture = TestScenes.Render(scene, view);
        return (TruthExtractor.Extract(scene, view, picture), picture);
    }

    private static JointTruth Joint(PersonTruth person, string name) => person.Joints[Halpe26.Skeleton.IndexOf(name)];
}
