using System.Text.Json;
using System.Text.RegularExpressions;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests;

public sealed partial class PlanFileTests
{
    private const string Cpu = "Dashboard(title: \"CPU\", refresh: 10)\n";

    [Fact]
    public async Task Plan_is_kept_in_a_private_file_that_fits_its_schema()
    {
        using var workspace = Changed();

        var run = await workspace.RunAsync("plan", "--out", "../plan.json");

        Assert.Equal(0, run.ExitCode);
        var file = Path.Join(workspace.Files.Folder, "plan.json");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        Assert.Contains($"plan kept in [FOLDER]/plan.json\nsha256 {hash}\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Load("plan-file.schema.json").Check(text));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Snapshot.Match(Stable(workspace, text), "plan-file.json.txt");

        // The same plan is the same file.
        await workspace.RunAsync("plan", "--out", "../again.json");
        Assert.Equal(text, await File.ReadAllTextAsync(Path.Join(workspace.Files.Folder, "again.json"), TestContext.Current.CancellationToken));
        Assert.NotEmpty(JsonSchema.Load("plan-file.schema.json").Check(text.Replace("\"opsSha256\"", "\"ops_sha256\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Kept_plan_is_applied_from_any_folder()
    {
        using var workspace = Changed();
        await workspace.RunAsync("plan", "--out", "../plan.json");
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu.Replace("10", "99", StringComparison.Ordinal));
        workspace.Directory = "main/dashboards";

        // Resources are executed at once, so the order of the live lines is not fixed.
        var run = await workspace.RunAsync("apply", "../../../plan.json", "--yes");
        (run with { Error = "" }).Matches("run-apply-plan-file.txt");
        Assert.Contains("error[APL040]: `main/dashboards/cpu.ron` was changed", run.Error, StringComparison.Ordinal);

        // What is left cannot be done, so there is nothing to ask.
        Assert.Equal(5, (await workspace.RunAsync("apply", "../../../plan.json")).ExitCode);

        var document = await workspace.RunAsync("apply", "../../../plan.json", "--yes", "--format", "json");
        Assert.Equal(5, document.ExitCode);
        Assert.Empty(JsonSchema.Load("apply.schema.json").Check(document.Output));
        using var json = JsonDocument.Parse(document.Output);
        Assert.Equal("stale", json.RootElement.GetProperty("result").GetProperty("resources")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Kept_plan_says_itself_what_is_applied()
    {
        using var workspace = Changed();
        await workspace.RunAsync("plan", "--out", "../plan.json");

        var run = await workspace.RunAsync("apply", "../plan.json", "--yes", "--exclude", "dashboards/cpu.ron");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("error[PLF017]", run.Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Fact]
    public async Task What_is_no_plan_is_said_to_be_none()
    {
        using var workspace = Changed();
        workspace.Files.Write("package.json", "{}").Write("notes.md", "notes");

        var run = await workspace.RunAsync("apply", "package.json", "--yes");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("is no plan file, or a damaged one", run.Error, StringComparison.Ordinal);
        Assert.Equal(64, (await workspace.RunAsync("apply", "notes.md", "--yes")).ExitCode);
        Assert.Equal(64, (await workspace.RunAsync("apply", "nothing.json", "--yes")).ExitCode);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    private static CliWorkspace Changed()
    {
        var workspace = new CliWorkspace(("main/dashboards/cpu.ron", Cpu), ("main/dashboards/old.ron", Cpu));
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu);
        workspace.Cloud.Put("dashboards/old.ron", Cpu);
        workspace.Files.Stage("main/dashboards/cpu.ron", Cpu.Replace("CPU", "CPU load", StringComparison.Ordinal));
        workspace.Files.Stage("main/dashboards/disk.ron", "Dashboard(title: \"Disk out://dashboards/new.txt[id]\", refresh: 30)\n");
        workspace.Files.Stage("main/dashboards/new.txt", "new output id=7");
        workspace.Files.StageDeletion("main/dashboards/old.ron");
        return workspace;
    }

    /// <summary>Without what differs from run to run: the commit, and what follows from it.</summary>
    private static string Stable(CliWorkspace workspace, string text)
        => Tool().Replace(Checksum().Replace(text.Replace(workspace.Files.Git("rev-parse", "HEAD").Trim(), "[HEAD]", StringComparison.Ordinal), "$1[CHECKSUM]"), "$1[VERSION]");

    [GeneratedRegex("(\"checksum\": \")[0-9a-f]{64}")]
    private static partial Regex Checksum();

    [GeneratedRegex("(\"tool\": \")[^\"]*")]
    private static partial Regex Tool();
}
