using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>Collects one person's <see cref="PersonCoverage"/> sample by sample.</summary>
internal struct CoverageCounter
{
    private int _visible;
    private int _silhouette;
    private Extent _visibleExtent = new();
    private Extent _silhouetteExtent = new();

    public CoverageCounter()
    {
    }

    public void AddVisible(int x, int y)
    {
        _visible++;
        _visibleExtent.Add(x, y);
    }

    public void AddSilhouette(int x, int y)
    {
        _silhouette++;
        _silhouetteExtent.Add(x, y);
    }

    public readonly PersonCoverage Result(int samplesPerSide)
    {
        var area = 1f / (samplesPerSide * samplesPerSide);
        return new PersonCoverage(_visible * area, _silhouette * area, _visibleExtent.ToBox(samplesPerSide), _silhouetteExtent.ToBox(samplesPerSide));
    }

    private struct Extent
    {
        private int _x0 = int.MaxValue;
        private int _y0 = int.MaxValue;
        private int _x1 = int.MinValue;
        private int _y1 = int.MinValue;

        public Extent()
        {
        }

        public void Add(int x, int y)
        {
            _x0 = Math.Min(_x0, x);
            _y0 = Math.Min(_y0, y);
            _x1 = Math.Max(_x1, x);
            _y1 = Math.Max(_y1, y);
        }

        public readonly BoundingBox? ToBox(float scale) =>
            _x1 < _x0 ? null : new BoundingBox(_x0 / scale, _y0 / scale, (_x1 + 1) / scale, (_y1 + 1) / scale);
    }
}
