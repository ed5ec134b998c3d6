using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Plans;

namespace Autoschematic.Cli.Commands;

/// <summary>Tells a plan file from a file to apply: the one argument `apply` takes either way.</summary>
internal static class PlanFileArgument
{
    /// <summary>Absolute path of the plan file; null when the arguments are files and folders of the repository.</summary>
    public static string? Of(SelectionRequest selection, Workspace workspace)
    {
        if (selection.Mode is not SelectionMode.Paths { Arguments: [var argument] } paths)
        {
            return null;
        }

        var file = Path.GetFullPath(argument, paths.CurrentDirectory);
        if (File.Exists(file))
        {
            return IsPlan(file, workspace) ? file : null;
        }

        // A file that is not there can only be meant as a plan where no body can be.
        return Directory.Exists(file) || PathArguments.Resolve(workspace.Root, paths.CurrentDirectory, argument) is not null
            || PathArguments.IsRoot(workspace.Root, paths.CurrentDirectory, argument) ? null : file;
    }

    /// <summary>JSON outside every prefix can be nothing else; what lies in a prefix is a body unless it says that it is a plan.</summary>
    private static bool IsPlan(string file, Workspace workspace)
    {
        var path = PathArguments.Resolve(workspace.Root, Path.GetDirectoryName(file)!, file);
        try
        {
            return path is null
                || (workspace.Config.Locate(path) is null
                    ? path.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.ReadAllBytes(file) is [(byte)'{', ..]
                    : PlanFileReader.Parse(File.ReadAllBytes(file)) is PlanFileParse.Read or PlanFileParse.Newer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
