using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Config;

/// <summary>The rules of names, environments and specs, which prefixes, connectors and tasks share.</summary>
internal sealed class EntryRules(DocumentNodes nodes, DiagnosticBag diagnostics)
{
    private static readonly string[] SpecFields = ["path", "name", "version", "binary", "git", "cargo", "module", "configuration"];

    private readonly List<KeyValuePair<RepoPath, string>> configuredPaths = [];

    /// <summary>Why a name cannot be used on a command line or in messages, as the end of a sentence about it, or null.</summary>
    public static string? NameProblem(string name)
        => name.Length == 0 ? "is empty"
            : name.Trim() != name ? "has white space around it"
            : name.Any(char.IsControl) ? "holds a control character"
            : null;

    /// <summary>The files of the repository that were met so far, with what they are.</summary>
    public IReadOnlyList<KeyValuePair<RepoPath, string>> ConfiguredPaths => configuredPaths;

    public void CheckEnvironment(SyntaxNode? owner)
    {
        if (nodes.Field(owner, "env_file") is { } file && nodes.Text(file) is { } path)
        {
            if (RepoPath.TryParseRelative(path, out var problem) is { } envFile)
            {
                configuredPaths.Add(new(envFile, "an env file"));
            }
            else
            {
                diagnostics.Add(ConfigDiagnostics.BadEnvFile(nodes.LocationOf(file), path, problem!));
            }
        }

        foreach (var entry in nodes.Entries(nodes.Field(owner, "env")))
        {
            CheckVariable(entry);
        }
    }

    public void CheckSpec(SyntaxNode? spec)
    {
        foreach (var name in SpecFields)
        {
            if (nodes.Field(spec, name) is { } field && nodes.Text(field) is { } text
                && (text.Length == 0 ? "is empty" : text.Any(char.IsControl) ? "holds a control character" : null) is { } problem)
            {
                diagnostics.Add(ConfigDiagnostics.BadSpec(nodes.LocationOf(field), name, problem));
            }
        }

        // A program without a slash is looked for on PATH.
        if (nodes.Text(nodes.Field(spec, "path")) is { } written
            && (spec?.NameText != "Binary" || written.Contains('/', StringComparison.Ordinal))
            && RepoPath.TryParseRelative(written, out _) is { } path)
        {
            configuredPaths.Add(new(path, "a connector"));
        }
    }

    private void CheckVariable(TextEntry entry)
    {
        if (EnvironmentNames.Problem(entry.Text) is { } problem)
        {
            diagnostics.Add(ConfigDiagnostics.BadVariable(nodes.LocationOf(entry.Key), entry.Text, problem));
        }
        else if (EnvironmentNames.IsGitsOwn(entry.Text))
        {
            diagnostics.Add(ConfigDiagnostics.GitVariable(nodes.LocationOf(entry.Key), entry.Text));
        }

        if (entry.Value is not { } node || nodes.Text(node) is not { } value)
        {
            return;
        }

        var written = new EnvironmentEntry(entry.Text, value, nodes.LocationOf(node));
        if (written.HostVariable is { } variable)
        {
            CheckHostVariable(written, variable);
        }
        else if (written.SecretPath is { } path && RepoPath.TryParseRelative(path, out var wrong) is null)
        {
            diagnostics.Add(ConfigDiagnostics.BadSecretPath(written.Location, path, wrong!));
        }
        else if (entry.Text.EndsWith('*'))
        {
            diagnostics.Add(ConfigDiagnostics.BadHostVariable(written.Location, value));
        }
        else if (value.Contains('\0', StringComparison.Ordinal))
        {
            diagnostics.Add(ConfigDiagnostics.BadVariable(nodes.LocationOf(node), entry.Text, "has a null character in its value"));
        }
    }

    // A family keeps its names, so both sides must be the same pattern.
    private void CheckHostVariable(EnvironmentEntry entry, string variable)
    {
        var isFamily = entry.Name.EndsWith('*') || variable.EndsWith('*');
        if (isFamily ? entry.Name != variable : EnvironmentNames.Problem(variable) is not null)
        {
            diagnostics.Add(ConfigDiagnostics.BadHostVariable(entry.Location, entry.Value));
        }
        else if (EnvironmentNames.IsGitsOwn(variable))
        {
            diagnostics.Add(ConfigDiagnostics.GitVariable(entry.Location, variable));
        }
    }
}
