using PoseStream.Daemon.Hosting;
using PoseStream.TestKit;
using Xunit;

namespace PoseStream.UnitTests.Hosting;

public sealed class FileProblemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OfAbsent_FileFolderAndNothing_AreToldApart()
    {
        Assert.Null(FileProblem.OfAbsent(_folder.Write("there", "-")));
        Assert.Equal("is a folder; name one file in it", FileProblem.OfAbsent(_folder.Path));
        Assert.Equal("there is no such file", FileProblem.OfAbsent(_folder.PathOf("absent")));
    }

    [Fact]
    public void Reason_WhatTheSystemRefuses_IsInPlainWords()
    {
        var file = _folder.Write("file", "-");
        var folder = Directory.CreateDirectory(_folder.PathOf("folder")).FullName;
        var below = Path.Combine(file, "below/it");
        Assert.Equal("it is a folder", Reason(folder, () => File.WriteAllText(folder, "x")));
        Assert.Equal("it is a folder", Reason(folder, () => File.Move(file, folder, overwrite: true)));
        Assert.Equal("there is no such folder", Reason(_folder.PathOf("no/file"), () => File.WriteAllText(_folder.PathOf("no/file"), "x")));
        Assert.Equal($"{file} is a file and no folder", Reason(below, () => File.WriteAllText(below, "x")));
        Assert.Equal($"{file} is a file and no folder", Reason(below, () => Directory.CreateDirectory(file)));
        Assert.Equal("there is no such file", Reason(_folder.PathOf("absent"), () => File.ReadAllText(_folder.PathOf("absent"))));
        Assert.Equal("the disk is full", Reason("/dev/full", () => File.WriteAllText("/dev/full", "x")));
        Assert.Equal("its name is too long", Reason("x", () => File.WriteAllText(_folder.PathOf(new string('a', 300)), "x")));
        using var open = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("another process has it open", Reason(file, () => new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose()));
    }

    [Fact]
    public void NotWritten_NoPermission_NamesOptionPathAndReason() => Assert.Equal(
        "--out: /x/y.json cannot be written to (no permission); nothing is lost",
        FileProblem.NotWritten("--out", "/x/y.json", new UnauthorizedAccessException("Access to the path is denied."), "; nothing is lost").Message);

    private static string Reason(string path, Action action) => FileProblem.Reason(path, Assert.ThrowsAny<SystemException>(action));
}
