namespace PoseStream.Synthesis.Motion;

/// <summary>What a person does.</summary>
public enum Activity
{
    Stand,
    Walk,
    Run,
    Turn,
    SideStep,
    WalkBackwards,
    SneakWalk,
    SitDown,
    Sit,
    Squat,
    Crouch,
    Lunge,
    JumpingJack,
    Reach,
    Wave,
    Carry,
    CarryWalk,
    Phone,
    PhoneWalk,
    ArmsCrossed,
    HandsInPockets,
    PocketsWalk,
    HandsOnHips,
    Lie,
}
