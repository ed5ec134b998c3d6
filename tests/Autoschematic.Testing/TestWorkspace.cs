using System.Diagnostics;
using System.Text;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Testing;

/// <summary>A temporary folder with a real git repository; deleted when it is disposed.</summary>
public sealed class TestWorkspace : IDisposable
{
    private static readonly string[] PassedVariables = ["PATH", "TMPDIR", "SYSTEMROOT"];

    private TestWorkspace(string folder)
    {
        Folder = folder;
        Root = Path.Join(folder, "repository");
        Directory.CreateDirectory(Root);
        var home = Path.Join(folder, "home");
        Directory.CreateDirectory(home);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = home, ["GIT_CONFIG_NOSYSTEM"] = "1" };
        foreach (var name in PassedVariables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        File.WriteAllText(Path.Join(home, ".gitconfig"), """
            [user]
                name = Mona
                email = mona@example.org
            [init]
                defaultBranch = main
            [commit]
                gpgSign = false

            """);
        Host = new(variables, "mona", "testhost", Environment.ProcessId, folder);
    }

    /// <summary>Temporary folder that holds the repository, a home folder and whatever else a test puts there.</summary>
    public string Folder { get; }

    /// <summary>Root of the repository.</summary>
    public string Root { get; }

    public HostEnvironment Host { get; set; }

    public FakeClock Clock { get; } = new();

    /// <summary>Where changes of several files crash.</summary>
    public ITransactionFaults? Faults { get; set; }

    /// <summary>Makes a repository without a commit.</summary>
    public static TestWorkspace Create()
    {
        var workspace = new TestWorkspace(MakeFolder());
        workspace.Git("init", "-q");
        return workspace;
    }

    /// <summary>Makes a repository whose first commit holds these files.</summary>
    public static TestWorkspace Create(params (string Path, string Content)[] files)
    {
        var workspace = Create();
        foreach (var (path, content) in files)
        {
            workspace.Write(path, content);
        }

        workspace.CommitAll();
        return workspace;
    }

    /// <summary>A copy of everything, files beside the repository included, at a place of its own.</summary>
    public TestWorkspace Copy()
    {
        var copy = new TestWorkspace(MakeFolder());
        foreach (var folder in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Join(copy.Folder, Path.GetRelativePath(Folder, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Join(copy.Folder, Path.GetRelativePath(Folder, file)), overwrite: true);
        }

        copy.Git("update-index", "-q", "--refresh");
        return copy;
    }

    /// <summary>Absolute path of a file of the repository.</summary>
    public string PathOf(string path) => Path.Join(Root, path);

    public TestWorkspace Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public TestWorkspace Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content);
        return this;
    }

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public bool Exists(string path) => File.Exists(PathOf(path));

    public TestWorkspace Delete(string path)
    {
        File.Delete(PathOf(path));
        return this;
    }

    /// <summary>Writes and stages a file.</summary>
    public TestWorkspace Stage(string path, string content)
    {
        Write(path, content);
        Git("add", "--force", "--", path);
        return this;
    }

    /// <summary>Deletes a file and stages that.</summary>
    public TestWorkspace StageDeletion(string path)
    {
        Git("rm", "-q", "-f", "--", path);
        return this;
    }

    public TestWorkspace CommitAll(string message = "Change")
    {
        Git("add", "--all", "--force");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return this;
    }

    /// <summary>Runs git at the root and returns what it printed; throws when it fails.</summary>
    public string Git(params string[] arguments) => GitAt(Root, arguments);

    /// <summary>Runs git in a folder and returns what it printed; throws when it fails.</summary>
    public string GitAt(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Host.Variables)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}");
    }

    /// <summary>`git status --short`, untracked files one by one.</summary>
    public string Status() => Git("status", "--short", "--untracked-files=all");

    /// <summary>Opens the workspace as a command would; throws with the diagnostics when that fails.</summary>
    public async Task<Workspace> OpenAsync(string? startDirectory = null)
    {
        var diagnostics = new DiagnosticBag();
        var opened = await new WorkspaceOpener(Host, Clock, Faults).OpenAsync(startDirectory ?? Root, diagnostics, CancellationToken.None);
        return opened ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }

    public static RepoPath At(string path) => RepoPath.Parse(path);

    public void Dispose()
    {
        // What links lead to is none of this workspace.
        var own = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*", own))
        {
            file.Attributes &= ~FileAttributes.ReadOnly;
        }

        Directory.Delete(Folder, recursive: true);
    }

    // The real path, since git reports real paths and some systems keep their temporary folder behind a link.
    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("autoschematic-test-").FullName;
        return OperatingSystem.IsMacOS() ? "/private" + folder : folder;
    }
}
