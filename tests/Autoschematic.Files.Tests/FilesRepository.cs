using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Autoschematic.Testing;

namespace Autoschematic.Files.Tests;

/// <summary>A git repository with the files connector, a folder that is managed, and the real program.</summary>
internal sealed class FilesRepository : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <param name="hosts">The hosts of `files/hosts.ron`; `ROOT` in it stands for the folder that is managed.</param>
    /// <param name="variables">What the connector's environment holds besides.</param>
    public FilesRepository(string hosts, params (string Name, string Value)[] variables)
    {
        Files = TestWorkspace.Create();
        Managed = Path.Join(Files.Folder, "managed");
        Directory.CreateDirectory(Managed);
        File.SetUnixFileMode(Managed, (UnixFileMode)Convert.ToInt32("755", 8));
        Files.Write("autoschematic.ron", $$"""
            AutoschematicConfig(prefixes: {
                "main": Prefix(connectors: [
                    Connector(shortname: "files", spec: Binary(path: "{{Connector}}", protocol: Grpc), env: {
                        "HOME": "env://HOME", "PATH": "env://PATH",
            {{string.Concat(variables.Select(variable => $"            \"{variable.Name}\": \"env://{variable.Name}\",\n"))}}        }),
                ]),
            })
            """);
        Hosts(hosts);
        foreach (var (name, value) in (IEnumerable<(string, string)>)[.. Files.Host.Variables.Select(pair => (pair.Key, pair.Value)), .. variables])
        {
            Variables[name] = value;
        }
    }

    public TestWorkspace Files { get; }

    /// <summary>The folder that is managed.</summary>
    public string Managed { get; }

    public Dictionary<string, string> Variables { get; } = [];

    private static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static string Program { get; } = Built("Autoschematic.Cli", "autoschematic");

    private static string Connector { get; } = Built("Autoschematic.Files", "Autoschematic.Files");

    // Native programs may be tried in the place of those that were built with the tests.
    private static string Built(string project, string program)
        => Environment.GetEnvironmentVariable("AUTOSCHEMATIC_NATIVE") is { } native
            ? Path.Join(native, program)
            : Path.Join(Root(), "artifacts", "bin", project, Configuration, program);

    /// <summary>Writes and commits the configuration file.</summary>
    public void Hosts(string hosts)
    {
        Files.Write("main/files/hosts.ron", $"Files(hosts: {{\n{hosts.Replace("ROOT", Managed, StringComparison.Ordinal)}\n}})\n");
        Files.CommitAll();
    }

    /// <summary>The path in the repository of what is managed at a path below the managed folder.</summary>
    public string Content(string host, string path) => $"main/files/{host}/tree{Managed}/{path}";

    public string Attributes(string host, string path) => $"main/files/{host}/attributes{Managed}/{path}.ron";

    public string Folder(string host, string path) => $"main/files/{host}/directories{Managed}/{path}.ron";

    /// <summary>Writes a file where it is managed.</summary>
    public void Put(string path, string content, string mode = "644")
    {
        var file = Path.Join(Managed, path);
        for (var folder = Path.GetDirectoryName(file)!; !Directory.Exists(folder); folder = Path.GetDirectoryName(file)!)
        {
            Directory.CreateDirectory(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32(mode, 8));
    }

    /// <summary>All that is in the managed folder, hidden files included.</summary>
    public IReadOnlyList<string> Everything()
        => [.. Directory.EnumerateFileSystemEntries(Managed, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Managed, path)).Order(StringComparer.Ordinal)];

    /// <summary>The place of one of many files.</summary>
    public static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{number % 20:00}/{number:0000}");

    public void Fill(int count)
    {
        for (var number = 0; number < count; number++)
        {
            Put(PathOf(number), string.Create(CultureInfo.InvariantCulture, $"first {number}\n"));
        }
    }

    /// <summary>Changes many files in the repository.</summary>
    public void Change(string host, Range numbers, string word)
    {
        for (var number = numbers.Start.Value; number < numbers.End.Value; number++)
        {
            Files.Write(Content(host, PathOf(number)), string.Create(CultureInfo.InvariantCulture, $"{word} {number}\n"));
        }
    }

    public string Take(string path) => File.ReadAllText(Path.Join(Managed, path));

    public string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(Path.Join(Managed, path)), 8);

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = Files.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["AUTOSCHEMATIC_DAEMON"] = "off";

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs the program to its end; its outputs hold `ROOT` for the managed folder.</summary>
    public async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(Deadline);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, (await output).Replace(Managed, "ROOT", StringComparison.Ordinal), (await error).Replace(Managed, "ROOT", StringComparison.Ordinal));
    }

    public async Task ImportAsync()
    {
        (await RunAsync("import")).Expect(0);
        Files.CommitAll();
    }

    /// <summary>Commits the contents that are managed, as an import leaves them.</summary>
    public void Adopt(string host)
    {
        foreach (var path in Directory.EnumerateFiles(Managed, "*", SearchOption.AllDirectories))
        {
            Files.Write(Content(host, Path.GetRelativePath(Managed, path)), File.ReadAllBytes(path));
        }

        Files.CommitAll();
    }

    /// <summary>Stages everything and applies it.</summary>
    public Task<ProgramRun> ApplyAsync() => RunStagedAsync("apply", "--yes", "--no-commit");

    /// <summary>Stages everything and runs the program.</summary>
    public Task<ProgramRun> RunStagedAsync(params string[] arguments)
    {
        Files.Git("add", "--all", "--force");
        return RunAsync(arguments);
    }

    public void Dispose() => Files.Dispose();

    private static string Root([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Join(Path.GetDirectoryName(here), "..", ".."));
}
