using Autoschematic.Connectors.Install;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Fingerprints;

/// <summary>What a connector's process is made of and read when it began, so that a change makes a new process.</summary>
internal static class CodeFingerprint
{
    private const int MostFiles = 2000;
    private const int LongestPath = 4096;

    /// <summary>Files in the user's folder that libraries for remote systems read by themselves.</summary>
    private static readonly string[] Credentials =
    [
        ".aws/config", ".aws/credentials", ".config/gcloud/active_config", ".config/gcloud/application_default_credentials.json",
        ".config/gcloud/configurations/config_default", ".config/gcloud/credentials.db", ".azure/azureProfile.json",
        ".azure/msal_token_cache.json", ".config/gh/hosts.yml", ".kube/config", ".netrc", ".pgpass", ".pg_service.conf", ".ssh/config",
        ".ssh/known_hosts", ".docker/config.json", ".vault-token",
    ];

    /// <summary>Equal as long as a new process would be the same; null when that cannot be told.</summary>
    public static string? Of(ConnectorLaunch launch, ResolvedProgram program)
    {
        StampList stamps = new(MostFiles);
        stamps.AddFile(program.Command.Executable);
        AddSurroundings(stamps, launch);
        return Add(stamps, launch, program) ? stamps.Finish() : null;
    }

    private static void AddSurroundings(StampList stamps, ConnectorLaunch launch)
    {
        if (launch.Environment.GetValueOrDefault("HOME") is { Length: > 1 } home)
        {
            foreach (var file in Credentials)
            {
                stamps.AddIfFile(Path.Combine(home, file));
            }
        }

        // A variable often names a file with settings, certificates or a token, or several; from the connector's folder on.
        foreach (var name in launch.Environment.Values.SelectMany(static value => value.Split(':')).Where(MayBePath).Distinct(StringComparer.Ordinal))
        {
            stamps.AddIfFile(Path.GetFullPath(name, launch.RepositoryRoot));
        }
    }

    private static bool MayBePath(string text) => text.Length is > 0 and < LongestPath && !text.Contains('\0', StringComparison.Ordinal);

    private static bool Add(StampList stamps, ConnectorLaunch launch, ResolvedProgram program)
    {
        var executable = program.Command.Executable;
        switch (launch.Spec)
        {
            case PythonLocalSpec spec:
                AddFolderOf(stamps, launch, spec.Path, CodeRules.Python);
                return AddPython(stamps, launch, executable);
            case PipSpec:
                return AddPython(stamps, launch, InterpreterOf(executable, launch) ?? executable);
            case TypescriptLocalSpec spec:
                AddFolderOf(stamps, launch, spec.Path, CodeRules.Node);
                AddNodeModules(stamps, launch, spec.Path);
                return true;
            case DotnetLocalSpec:
                // Built anew whenever a source changed, and everything it loads is beside it.
                return program.Command.Arguments is [var library] && AddBuilt(stamps, library);
            case DotnetToolSpec spec:
                stamps.AddFolder(Path.Combine(Path.GetDirectoryName(executable)!, ".store", spec.Name.ToLowerInvariant()));
                return true;
            case CargoSpec or CargoLocalSpec:
                return true;
            case BinarySpec spec:
                return AddBinary(stamps, launch, spec, executable);
            default:
                return false;
        }
    }

    private static bool AddBinary(StampList stamps, ConnectorLaunch launch, BinarySpec spec, string executable)
    {
        var python = InterpreterOf(executable, launch);
        if (spec.Path.Contains('/'))
        {
            AddFolderOf(stamps, launch, spec.Path, python is null ? CodeRules.Program : CodeRules.Python);
        }

        // What a script runs is in it, and nobody reads it here; only Python's modules are where they can be found.
        return ScriptHeader.Of(executable) is null || (python is not null && AddPython(stamps, launch, python));
    }

    private static bool AddBuilt(StampList stamps, string library)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(library)!))
            {
                stamps.AddFile(file);
            }

            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool AddPython(StampList stamps, ConnectorLaunch launch, string python)
    {
        var folders = PythonPackages.FoldersOf(python, launch.Environment.GetValueOrDefault("HOME"));
        stamps.AddFile(python);
        stamps.AddFile(PythonPackages.SettingsOf(python));
        foreach (var folder in folders)
        {
            stamps.AddFolder(folder);
            foreach (var linked in PythonPackages.LinkedFrom(folder))
            {
                stamps.AddTree(linked, CodeRules.Python);
            }
        }

        foreach (var folder in (launch.Environment.GetValueOrDefault("PYTHONPATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            stamps.AddTree(Path.GetFullPath(folder, launch.RepositoryRoot), CodeRules.Python);
        }

        return folders.Count > 0 && !folders.Any(PythonPackages.HasHooks);
    }

    private static void AddNodeModules(StampList stamps, ConnectorLaunch launch, string script)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(script, launch.RepositoryRoot));
        for (; folder is not null && folder.StartsWith(launch.RepositoryRoot, StringComparison.Ordinal); folder = Path.GetDirectoryName(folder))
        {
            stamps.AddFile(Path.Combine(folder, "package.json"));
            stamps.AddFile(Path.Combine(folder, "tsconfig.json"));
            stamps.AddFolder(Path.Combine(folder, "node_modules"));
            stamps.AddFile(Path.Combine(folder, "node_modules", ".package-lock.json"));
        }
    }

    /// <summary>A program and the files beside it; those of the prefix are the connector's to read at every call.</summary>
    private static void AddFolderOf(StampList stamps, ConnectorLaunch launch, string path, CodeRules rules)
    {
        var file = Path.GetFullPath(path, launch.RepositoryRoot);
        var prefix = launch.Prefix.Folder is { } folder ? Path.Combine(launch.RepositoryRoot, folder.Text) : launch.RepositoryRoot;
        stamps.AddFile(file);

        // Where it lies among the resources themselves, only code can be told from them.
        var beside = Path.GetDirectoryName(file)!;
        stamps.AddTree(beside, beside == prefix ? rules with { OnlyCode = true } : rules, beside == prefix ? null : prefix);
    }

    private static string? InterpreterOf(string executable, ConnectorLaunch launch)
        => ScriptHeader.Of(executable) is { } header ? ScriptHeader.PythonOf(header, launch.Environment) : null;
}
