using System.Diagnostics;
using Autoschematic.Files.Hosts.Local;
using Autoschematic.Files.Hosts.Ssh;

namespace Autoschematic.Files.Tests;

/// <summary>Links that somebody puts in the way in the middle of a change.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("as-links-").FullName;

    public LinkTests()
    {
        Directory.CreateDirectory(Managed);
        Directory.CreateDirectory(Outside);
        File.WriteAllText($"{Outside}/victim", "theirs");
        File.SetUnixFileMode($"{Outside}/victim", UnixFileMode.UserRead);
    }

    private string Managed => $"{folder}/managed";

    private string Outside => $"{folder}/outside";

    [Fact]
    public void Held_folder_stays_the_same_when_its_path_becomes_a_link()
    {
        using var held = HeldFolder.Open(Managed, _ => new InvalidOperationException())!;
        SwapManaged();

        held.Create("temporary", "mine"u8.ToArray(), file => PosixFile.ChangeMode(file, 0x1ED));
        held.Replace("victim", "temporary");
        held.MakeFolder("made");
        held.DeleteFile("victim.old");

        Assert.Equal(("mine", "755"), (File.ReadAllText($"{folder}/away/victim"), ModeOf($"{folder}/away/victim")));
        Assert.True(Directory.Exists($"{folder}/away/made"));
        OutsideIsUntouched();
    }

    [Fact]
    public void Held_folder_changes_and_reads_no_link()
    {
        using var held = HeldFolder.Open(Managed, _ => new InvalidOperationException())!;
        File.CreateSymbolicLink($"{Managed}/a", $"{Outside}/victim");

        Assert.Throws<IOException>(() => held.Change("a", file => PosixFile.ChangeMode(file, 0x1FF)));
        Assert.Throws<IOException>(() => held.Read("a"));
        held.Create("temporary", "mine"u8.ToArray(), _ => { });
        held.Replace("a", "temporary");

        Assert.Equal("mine", File.ReadAllText($"{Managed}/a"));
        OutsideIsUntouched();
    }

    [Fact]
    public void Folder_behind_a_link_is_not_opened()
    {
        Directory.CreateDirectory($"{Managed}/below");
        SwapManaged();
        Directory.CreateDirectory($"{Outside}/below");

        var error = Assert.Throws<InvalidOperationException>(() => HeldFolder.Open($"{Managed}/below", link => new InvalidOperationException(link)));

        Assert.Equal(Managed, error.Message);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("it's  $HOME `x` \"y\"\\")]
    [InlineData("two\nlines")]
    [InlineData("-rf")]
    public void Script_changes_what_is_at_its_path(string name)
    {
        var path = $"{Managed}/{name}";
        File.WriteAllText($"{Managed}/temporary", "mine");

        Assert.Equal([(0, "")], Run(PinnedScript.Rename($"{Managed}/temporary", path)));
        Assert.Equal([(0, "")], Run(PinnedScript.SetAttributes(path, null, null, 0x1A4)));
        Assert.Equal(("mine", "644"), (File.ReadAllText(path), ModeOf(path)));
        Assert.Equal([(0, ""), (0, "")], Run(PinnedScript.DeleteFile(path), PinnedScript.MakeDirectory(path, null, null, 0x1C9)));
        Assert.Equal("711", ModeOf(path));
        Assert.Equal([(0, "")], Run(PinnedScript.DeleteDirectory(path)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Managed));
    }

    [Fact]
    public void Script_does_nothing_behind_a_link()
    {
        SwapManaged();
        File.WriteAllText($"{Outside}/temporary", "mine");

        Assert.All(
            Run(
                PinnedScript.Rename($"{Managed}/temporary", $"{Managed}/victim"),
                PinnedScript.SetAttributes($"{Managed}/victim", null, null, 0x1FF),
                PinnedScript.MakeDirectory($"{Managed}/made", null, null, 0x1FF),
                PinnedScript.DeleteFile($"{Managed}/victim")),
            answer => Assert.Equal((PinnedScript.Elsewhere, ""), answer));

        File.Delete($"{Outside}/temporary");
        OutsideIsUntouched();
    }

    [Fact]
    public void Script_does_nothing_to_what_a_link_leads_to()
    {
        File.CreateSymbolicLink($"{Managed}/file", $"{Outside}/victim");
        Directory.CreateSymbolicLink($"{Managed}/folder", Outside);
        File.WriteAllText($"{Managed}/temporary", "mine");

        Assert.Equal(
            [(PinnedScript.Replaced, ""), (PinnedScript.Replaced, ""), (0, "")],
            Run(
                PinnedScript.SetAttributes($"{Managed}/file", null, null, 0x1FF),
                PinnedScript.SetAttributes($"{Managed}/folder", null, null, 0x1FF),
                PinnedScript.Rename($"{Managed}/temporary", $"{Managed}/file")));

        Assert.Equal("mine", File.ReadAllText($"{Managed}/file"));
        OutsideIsUntouched();
    }

    [Fact]
    public void Script_that_is_cut_off_gives_no_answer_for_the_rest()
        => Assert.Equal([(0, "said"), (-1, "")], PinnedScript.Read(2, "said\n\00\0half"u8.ToArray()));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static IReadOnlyList<(int Status, string Output)> Run(params string[] scripts)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        shell.StandardInput.Write(PinnedScript.All(scripts));
        shell.StandardInput.Close();
        using var output = new MemoryStream();
        shell.StandardOutput.BaseStream.CopyTo(output);
        shell.WaitForExit();
        return PinnedScript.Read(scripts.Length, output.ToArray());
    }

    /// <summary>Puts a link to somewhere else in the place of the managed folder.</summary>
    private void SwapManaged()
    {
        Directory.Move(Managed, $"{folder}/away");
        Directory.CreateSymbolicLink(Managed, Outside);
    }

    private void OutsideIsUntouched()
    {
        Assert.Equal($"{Outside}/victim", Assert.Single(Directory.EnumerateFiles(Outside)));
        Assert.Equal(("theirs", "400"), (File.ReadAllText($"{Outside}/victim"), ModeOf($"{Outside}/victim")));
    }
}
