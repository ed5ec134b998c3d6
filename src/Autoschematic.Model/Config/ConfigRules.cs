using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Config;

/// <summary>The rules of `autoschematic.ron` beyond its shape; they run on whatever of the document can be understood.</summary>
internal sealed class ConfigRules(DocumentNodes nodes, DiagnosticBag diagnostics)
{
    private readonly EntryRules entries = new(nodes, diagnostics);

    public void Check()
    {
        foreach (var (repeated, first, text) in nodes.RepeatedKeys())
        {
            diagnostics.Add(ConfigDiagnostics.RepeatedKey(nodes.LocationOf(repeated), text, nodes.LocationOf(first)));
        }

        var prefixes = nodes.Entries(nodes.Field(nodes.Root, "prefixes")).ToList();
        CheckPrefixNames(prefixes);
        foreach (var prefix in prefixes)
        {
            CheckPrefix(prefix.Value);
        }

        CheckReserved(prefixes);
    }

    private void CheckPrefixNames(List<TextEntry> prefixes)
    {
        var seen = new EarlierFolders<Prefix>();
        foreach (var entry in prefixes)
        {
            if (Prefix.TryParse(entry.Text, out var problem) is not { } prefix)
            {
                diagnostics.Add(ConfigDiagnostics.BadPrefix(nodes.LocationOf(entry.Key), entry.Text, problem!));
                continue;
            }

            if (prefix.Folder is null && prefixes.Exists(other => other.Text != entry.Text))
            {
                diagnostics.Add(ConfigDiagnostics.RootNotAlone(nodes.LocationOf(entry.Key)));
                continue;
            }

            // A name that stands twice is reported as a repeated key.
            if (prefix.Folder is { } folder && seen.Find(folder.Text) is { } overlapped && !prefixes.Exists(other => other.Key != entry.Key && other.Text == entry.Text))
            {
                diagnostics.Add(ConfigDiagnostics.OverlappingPrefixes(nodes.LocationOf(entry.Key), prefix.Name, overlapped.Name));
            }

            if (prefix.Folder is not null)
            {
                seen.Add(prefix.Folder.Text, prefix);
            }
        }
    }

    private void CheckReserved(List<TextEntry> prefixes)
    {
        var reserved = new ReservedPaths(entries.ConfiguredPaths);
        foreach (var entry in prefixes)
        {
            if (Prefix.TryParse(entry.Text)?.Folder is { } folder && reserved.Check(folder) is { } problem)
            {
                diagnostics.Add(ConfigDiagnostics.PrefixInsideConfigured(nodes.LocationOf(entry.Key), entry.Text, problem));
            }
        }
    }

    private void CheckPrefix(SyntaxNode? prefix)
    {
        entries.CheckEnvironment(prefix);
        var shortnames = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        foreach (var connector in nodes.Items(nodes.Field(prefix, "connectors")))
        {
            CheckConnector(connector, shortnames);
        }

        var tasks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in nodes.Items(nodes.Field(prefix, "tasks")))
        {
            entries.CheckEnvironment(task);
            if (nodes.Field(task, "name") is { } node && nodes.Text(node) is { } name
                && (EntryRules.NameProblem(name) ?? (tasks.Add(name) ? null : "stands twice in this prefix")) is { } problem)
            {
                diagnostics.Add(ConfigDiagnostics.BadTask(nodes.LocationOf(node), name, problem));
            }
        }
    }

    private void CheckConnector(SyntaxNode connector, Dictionary<string, SyntaxNode> shortnames)
    {
        if (nodes.Field(connector, "shortname") is { } node && nodes.Text(node) is { } shortname)
        {
            if (EntryRules.NameProblem(shortname) is { } problem)
            {
                diagnostics.Add(ConfigDiagnostics.BadShortname(nodes.LocationOf(node), shortname, problem));
            }
            else if (!shortnames.TryAdd(shortname, node))
            {
                diagnostics.Add(ConfigDiagnostics.RepeatedShortname(nodes.LocationOf(node), shortname, nodes.LocationOf(shortnames[shortname])));
            }
        }

        entries.CheckSpec(nodes.Field(connector, "spec"));
        entries.CheckEnvironment(connector);
        if (nodes.Field(connector, "concurrency") is { Kind: SyntaxKind.Integer } number
            && !(int.TryParse(number.Source, out var concurrency) && concurrency is >= 1 and <= 64))
        {
            diagnostics.Add(ConfigDiagnostics.BadConcurrency(nodes.LocationOf(number), number.Source.ToString()));
        }
    }
}
