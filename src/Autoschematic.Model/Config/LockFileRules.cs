using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Checks `autoschematic.lock.ron`; every problem of the file is reported at once, in the order of the file.</summary>
public static class LockFileRules
{
    private const int HashDigits = 64;

    /// <summary>Checks its shape, and its entries against <paramref name="config"/> when it is given.</summary>
    public static void Check(SourceText source, RepositoryConfig? config, DiagnosticBag diagnostics)
        => Check(SyntaxTree.Parse(source), config, diagnostics);

    /// <inheritdoc cref="Check(SourceText, RepositoryConfig?, DiagnosticBag)"/>
    public static void Check(SyntaxTree tree, RepositoryConfig? config, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var nodes = new DocumentNodes(tree);
        RonSerializer.Deserialize(tree, DocumentShapes.Of<LockFileDocument>(), problems);
        foreach (var (repeated, first, text) in nodes.RepeatedKeys())
        {
            problems.Add(ConfigDiagnostics.RepeatedKey(nodes.LocationOf(repeated), text, nodes.LocationOf(first)));
        }

        foreach (var prefix in nodes.Entries(nodes.Field(nodes.Root, "prefixes")))
        {
            CheckPrefix(nodes, prefix, config, problems);
        }

        diagnostics.AddRange(problems.OrderBy(problem => problem.Location?.Span?.Start ?? 0));
    }

    private static void CheckPrefix(DocumentNodes nodes, TextEntry entry, RepositoryConfig? config, DiagnosticBag problems)
    {
        var prefix = config?.FindPrefix(entry.Text);
        if (config is not null && prefix is null)
        {
            var nearest = Similarity.Nearest(entry.Text, config.Prefixes.Select(other => other.Prefix.Name));
            problems.Add(LockFileDiagnostics.UnknownPrefix(nodes.LocationOf(entry.Key), entry.Text, nearest));
        }

        foreach (var locked in nodes.Entries(entry.Value))
        {
            CheckValues(nodes, locked, problems);
            if (prefix is not null)
            {
                CheckConnector(nodes, locked, prefix, problems);
            }
        }
    }

    private static void CheckValues(DocumentNodes nodes, TextEntry locked, DiagnosticBag problems)
    {
        if (nodes.Field(locked.Value, "version") is { } version && nodes.Text(version) is { } text && string.IsNullOrWhiteSpace(text))
        {
            problems.Add(LockFileDiagnostics.NoVersion(nodes.LocationOf(version)));
        }

        if (nodes.Field(locked.Value, "sha256") is { } hash && nodes.Text(hash) is { } digits
            && !(digits.Length == HashDigits && digits.All(char.IsAsciiHexDigitLower)))
        {
            problems.Add(LockFileDiagnostics.BadHash(nodes.LocationOf(hash)));
        }
    }

    private static void CheckConnector(DocumentNodes nodes, TextEntry locked, ConfiguredPrefix prefix, DiagnosticBag problems)
    {
        if (prefix.FindConnector(locked.Text) is not { } connector)
        {
            var nearest = Similarity.Nearest(locked.Text, prefix.Connectors.Select(other => other.Shortname));
            problems.Add(LockFileDiagnostics.UnknownConnector(nodes.LocationOf(locked.Key), locked.Text, prefix.Prefix.Name, nearest));
        }
        else if (PackageOf(connector.Spec) is not { } package)
        {
            problems.Add(LockFileDiagnostics.NotInstalled(nodes.LocationOf(locked.Key), locked.Text));
        }
        else if (nodes.Field(locked.Value, "name") is { } node && nodes.Text(node) is { } name && name != package)
        {
            problems.Add(LockFileDiagnostics.OtherPackage(nodes.LocationOf(node), name, locked.Text, package));
        }
    }

    private static string? PackageOf(ConnectorSpec spec) => spec switch
    {
        CargoSpec cargo => cargo.Name,
        PipSpec pip => pip.Name,
        DotnetToolSpec tool => tool.Name,
        BinarySpec or CargoLocalSpec or PythonLocalSpec or TypescriptLocalSpec or DotnetLocalSpec => null,
        _ => throw new System.Diagnostics.UnreachableException(spec.GetType().Name),
    };
}
