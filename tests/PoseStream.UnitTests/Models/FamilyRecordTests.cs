using PoseStream.Core.Families;
using PoseStream.Core.Skeletons;
using PoseStream.Daemon.Models;
using Xunit;

namespace PoseStream.UnitTests.Models;

public sealed class FamilyRecordTests
{
    [Fact]
    public void All_EachFamilyOfTheCatalogue_SaysWhatItIsAndWhatVerifiedIt()
    {
        Assert.Equal(FamilyCatalog.All.Select(family => family.Name), FamilyRecord.All.Select(record => record.Name));
        Assert.All(FamilyRecord.All, record =>
        {
            Assert.NotEqual("nothing", record.Verified);
            Assert.NotEmpty(record.Roles);
            Assert.True(
                record.Task is "detection" or "reid" or "root" ? record.Skeleton == "-" : record.Skeleton == "manifest" || SkeletonCatalog.All.Any(known => known.Name == record.Skeleton),
                $"{record.Name}: {record.Skeleton}");
        });
    }
}
