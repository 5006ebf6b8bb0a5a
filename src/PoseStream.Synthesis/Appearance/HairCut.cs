namespace PoseStream.Synthesis.Appearance;

internal enum HairCut
{
    Bald,
    Shaved,
    Short,
    Full,
    Bob,
    Long,
    Ponytail,
    Bun,
    Afro,
}
