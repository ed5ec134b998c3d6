using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Reads and checks `autoschematic.lock.ron`; every problem of the file is reported at once, in the order of the file.</summary>
public static class LockFileRules
{
    private const int RevisionDigits = 40;

    /// <summary>The packages, or null when there is an error in the file.</summary>
    public static LockFile? Load(SourceText source, DiagnosticBag diagnostics)
        => Check(SyntaxTree.Parse(source), null, diagnostics);

    /// <summary>Checks the file, and holds it against <paramref name="config"/> when it is given; null when there is an error in it.</summary>
    public static LockFile? Check(SourceText source, RepositoryConfig? config, DiagnosticBag diagnostics)
        => Check(SyntaxTree.Parse(source), config, diagnostics);

    /// <inheritdoc cref="Check(SourceText, RepositoryConfig?, DiagnosticBag)"/>
    public static LockFile? Check(SyntaxTree tree, RepositoryConfig? config, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var nodes = new DocumentNodes(tree);
        var document = RonSerializer.Deserialize(tree, DocumentShapes.Of<LockFileDocument>(), problems);
        foreach (var (repeated, first, text) in nodes.RepeatedKeys())
        {
            problems.Add(ConfigDiagnostics.RepeatedKey(nodes.LocationOf(repeated), text, nodes.LocationOf(first)));
        }

        var entries = nodes.Items(nodes.Field(nodes.Root, "packages")).ToList();
        foreach (var entry in entries)
        {
            CheckValues(nodes, entry, problems);
        }

        var read = document is null ? null : new LockFile(document.Packages);
        if (read is not null)
        {
            CheckRepeated(nodes, entries, read, problems);
            if (config is not null)
            {
                CheckNamed(nodes, entries, read, config, problems);
            }
        }

        var failed = problems.HasErrors;
        diagnostics.AddRange(problems.OrderBy(problem => problem.Location?.Span?.Start ?? 0));
        if (read is not null && !failed && config is not null)
        {
            CheckLocked(read, config, diagnostics);
        }

        return failed ? null : read;
    }

    private static void CheckValues(DocumentNodes nodes, SyntaxNode entry, DiagnosticBag problems)
    {
        if (nodes.Field(entry, "version") is { } version && nodes.Text(version) is { } text && string.IsNullOrWhiteSpace(text))
        {
            problems.Add(LockFileDiagnostics.NoVersion(nodes.LocationOf(version)));
        }

        if (nodes.Field(entry, "revision") is { } revision && nodes.Text(revision) is { } commit && !IsHex(commit, RevisionDigits))
        {
            problems.Add(LockFileDiagnostics.BadRevision(nodes.LocationOf(revision)));
        }

        if (nodes.Field(entry, "hashes") is not { } hashes)
        {
            return;
        }

        // A commit is a hash itself.
        var files = nodes.Entries(hashes).ToList();
        if (files.Count == 0 && nodes.Field(entry, "revision") is null)
        {
            problems.Add(LockFileDiagnostics.NoHash(nodes.LocationOf(hashes)));
        }

        foreach (var file in files)
        {
            if (file.Value is { } value && nodes.Text(value) is { } hash && !IsHash(hash))
            {
                problems.Add(LockFileDiagnostics.BadHash(nodes.LocationOf(value)));
            }
        }
    }

    private static void CheckRepeated(DocumentNodes nodes, List<SyntaxNode> entries, LockFile read, DiagnosticBag problems)
    {
        var first = new Dictionary<PackageSpec, SyntaxNode>();
        foreach (var (entry, locked) in entries.Zip(read.Packages))
        {
            if (!first.TryAdd(locked.Spec, entry))
            {
                problems.Add(LockFileDiagnostics.Repeated(nodes.LocationOf(entry), locked.Spec.ToString(), nodes.LocationOf(first[locked.Spec])));
            }
        }
    }

    private static void CheckNamed(
        DocumentNodes nodes, List<SyntaxNode> entries, LockFile read, RepositoryConfig config, DiagnosticBag problems)
    {
        var specs = config.Packages().Select(item => item.Package).ToList();
        foreach (var (entry, locked) in entries.Zip(read.Packages))
        {
            if (!specs.Exists(locked.IsOf))
            {
                var nearest = Similarity.Nearest(locked.Name, specs.Where(spec => spec.Kind == locked.Kind).Select(spec => spec.Name));
                var place = nodes.LocationOf(nodes.Field(entry, "name") ?? entry);
                problems.Add(LockFileDiagnostics.NotNamed(place, $"{locked.Kind} {locked.Name}", nearest == locked.Name ? null : nearest));
            }
        }
    }

    private static void CheckLocked(LockFile read, RepositoryConfig config, DiagnosticBag diagnostics)
    {
        foreach (var (_, connector, package) in config.Packages())
        {
            if (read.FindOther(package) is { } other)
            {
                diagnostics.Add(LockFileDiagnostics.OtherVersion(connector.SpecLocation ?? connector.Location, connector.Shortname, package, other.Version));
            }
            else if (read.Find(package) is null)
            {
                diagnostics.Add(LockFileDiagnostics.NotLocked(connector.SpecLocation ?? connector.Location, connector.Shortname, package));
            }
        }
    }

    private static bool IsHash(string text)
        => text.StartsWith("sha256:", StringComparison.Ordinal) ? IsHex(text[7..], 64)
            : text.StartsWith("sha512:", StringComparison.Ordinal) && IsHex(text[7..], 128);

    private static bool IsHex(string text, int digits) => text.Length == digits && text.All(char.IsAsciiHexDigitLower);
}
