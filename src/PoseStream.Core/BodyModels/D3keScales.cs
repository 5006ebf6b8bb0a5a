namespace PoseStream.Core.BodyModels;

/// <summary>
/// How D3KE scales its body model: 51 factors, each mean + amplitude * a with a of -1 to 1, spread over the three axes of 48 bodies (facts: model contracts §9.6).
/// </summary>
public static class D3keScales
{
    public static IReadOnlyList<ScaleRange> Factors { get; } =
    [
        new(1.2127f, 0.3833f), new(1.1928f, 0.1169f), new(1.0922f, 0.2798f), new(0.8223f, 0.1877f), new(0.6540f, 0.1222f), new(0.8674f, 0.1756f),
        new(1.2341f, 0.2581f), new(1.1340f, 0.1932f), new(1.0026f, 0.0949f), new(1.0199f, 0.2372f), new(1.0467f, 0.3309f), new(0.9280f, 0.2240f),
        new(0.8090f, 0.0866f), new(0.9426f, 0.0000f), new(0.9623f, 0.1635f), new(0.9541f, 0.1840f), new(1.0405f, 0.2394f), new(1.0391f, 0.2314f),
        new(0.6894f, 0.1441f), new(0.7118f, 0.1458f), new(0.7428f, 0.1719f), new(0.7645f, 0.1818f), new(0.9077f, 0.1568f), new(1.0239f, 0.1997f),
        new(0.6494f, 0.1217f), new(0.8947f, 0.1423f), new(0.8923f, 0.1925f), new(0.6128f, 0.0871f), new(0.7216f, 0.1352f), new(0.6809f, 0.0967f),
        new(1.0850f, 0.1623f), new(1.1785f, 0.2571f), new(1.1410f, 0.2754f), new(1.1446f, 0.2149f), new(0.7480f, 0.1140f), new(0.9280f, 0.2240f),
        new(1.1446f, 0.2149f), new(0.8962f, 0.1838f), new(0.8843f, 0.1821f), new(1.1317f, 0.4329f), new(1.1317f, 0.4329f), new(0.7384f, 0.1300f),
        new(0.7409f, 0.1304f), new(1.0792f, 0.2175f), new(1.0808f, 0.2009f), new(1.0121f, 0.3021f), new(0.9999f, 0.3035f), new(1.0244f, 0.2026f),
        new(1.0320f, 0.2030f), new(0.8280f, 0.1691f), new(0.7560f, 0.2265f),
    ];

    public static IReadOnlyList<ScaledBody> Bodies { get; } =
    [
        new("pelvis", 0, 1, 2), new("lumbar5", 10, 3, 9), new("lumbar4", 10, 3, 9), new("lumbar3", 10, 3, 9),
        new("lumbar2", 10, 3, 9), new("lumbar1", 10, 3, 9), new("thoracic12", 10, 3, 9), new("thoracic11", 10, 4, 9),
        new("thoracic10", 10, 4, 9), new("thoracic9", 10, 5, 9), new("thoracic8", 10, 5, 9), new("thoracic7", 10, 6, 9),
        new("thoracic6", 10, 6, 9), new("thoracic5", 10, 6, 9), new("thoracic4", 10, 6, 9), new("thoracic3", 10, 6, 9),
        new("thoracic2", 10, 6, 9), new("thoracic1", 10, 6, 9), new("head_neck", 11, 7, 9), new("femur_r", 16, 14, 16),
        new("tibia_r", 20, 18, 20), new("talus_r", 20, 18, 20), new("calcn_r", 22, 23, 24), new("toes_r", 28, 30, 30),
        new("femur_l", 17, 15, 17), new("tibia_l", 21, 19, 21), new("talus_l", 21, 19, 21), new("calcn_l", 25, 26, 27),
        new("toes_l", 29, 31, 31), new("cerv6", 11, 7, 9), new("cerv5", 11, 7, 9), new("cerv4", 11, 7, 9),
        new("cerv3", 11, 7, 9), new("cerv2", 11, 7, 9), new("cerv1", 11, 7, 9), new("jaw", 12, 8, 13),
        new("skull", 12, 8, 13), new("thorax", 32, 33, 34), new("clavicle", 37, 35, 41), new("scapula", 39, 36, 41),
        new("humerus", 45, 43, 45), new("ulna", 49, 47, 49), new("radius", 49, 47, 49), new("clavicle_l", 38, 35, 42),
        new("scapula_l", 40, 36, 42), new("humerus_l", 46, 44, 46), new("ulna_l", 50, 48, 50), new("radius_l", 50, 48, 50),
    ];

    /// <param name="factors">By <see cref="Factors"/>.</param>
    /// <param name="scales">x, y and z of each of <see cref="Bodies"/>.</param>
    public static void Spread(ReadOnlySpan<float> factors, Span<float> scales)
    {
        for (var b = 0; b < Bodies.Count; b++)
        {
            var body = Bodies[b];
            scales[3 * b] = factors[body.X];
            scales[(3 * b) + 1] = factors[body.Y];
            scales[(3 * b) + 2] = factors[body.Z];
        }
    }
}
