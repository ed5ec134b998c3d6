using System.Globalization;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Config;

/// <summary>Reads and checks `.autoschematic/drift-ignore.ron`; every problem of the file is reported at once.</summary>
public static class DriftIgnoreLoader
{
    /// <summary>The rules in the order of the file, or null when there is an error in it; expired ones are warned about.</summary>
    public static IReadOnlyList<DriftIgnoreRule>? Load(SourceText source, DateTimeOffset now, DiagnosticBag diagnostics)
        => Load(SyntaxTree.Parse(source), now, diagnostics);

    /// <inheritdoc cref="Load(SourceText, DateTimeOffset, DiagnosticBag)"/>
    public static IReadOnlyList<DriftIgnoreRule>? Load(SyntaxTree tree, DateTimeOffset now, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var nodes = new DocumentNodes(tree);
        var document = RonSerializer.Deserialize(tree, DocumentShapes.Of<DriftIgnoreDocument>(), problems);
        var rules = nodes.Items(nodes.Field(nodes.Root, "rules")).Select(node => Read(nodes, node, now, problems)).ToList();
        diagnostics.AddRange(problems.OrderBy(problem => problem.Location?.Span?.Start ?? 0));
        return document is null || problems.HasErrors ? null : [.. rules.OfType<DriftIgnoreRule>()];
    }

    private static DriftIgnoreRule? Read(DocumentNodes nodes, SyntaxNode node, DateTimeOffset now, DiagnosticBag problems)
    {
        var (addr, field, reason, until) = (nodes.Field(node, "addr"), nodes.Field(node, "field"), nodes.Field(node, "reason"), nodes.Field(node, "until"));
        var address = Parse(addr, text => Glob.TryParse(text, out _), DriftIgnoreDiagnostics.BadGlob);
        var path = Parse(field, FieldPattern.TryParse, DriftIgnoreDiagnostics.BadField);
        var why = Parse(reason, text => string.IsNullOrWhiteSpace(text) ? null : text, (location, _) => DriftIgnoreDiagnostics.NoReason(location));
        var day = Parse(until, TryReadDay, DriftIgnoreDiagnostics.BadDay);
        if (address is null || why is null || (path is null && nodes.Text(field) is not null) || (day is null && nodes.Text(until) is not null))
        {
            return null;
        }

        var rule = new DriftIgnoreRule(address, path, why, day?.Day, nodes.LocationOf(node));
        if (rule.IsExpired(now))
        {
            problems.Add(DriftIgnoreDiagnostics.Expired(nodes.LocationOf(until!.Value), nodes.Text(until)!));
        }

        return rule;

        // What is no string at all is reported by the serializer.
        T? Parse<T>(SyntaxNode? value, Func<string, T?> parse, Func<SourceLocation, string, Diagnostic> problem)
            where T : class
        {
            if (nodes.Text(value) is not { } text)
            {
                return null;
            }

            var parsed = parse(text);
            if (parsed is null)
            {
                problems.Add(problem(nodes.LocationOf(value!.Value), text));
            }

            return parsed;
        }
    }

    private static LastDay? TryReadDay(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(day) : null;

    private sealed record LastDay(DateOnly Day);
}
