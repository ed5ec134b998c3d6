using System.Text.Json;
using Autoschematic.Benchmarks.Documents;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.References;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Benchmarks.Measuring;

/// <summary>What can be done with the bytes of a document.</summary>
public static class DocumentMeasurements
{
    /// <summary>The kinds of work by the names they have on the command line.</summary>
    public static IReadOnlyDictionary<string, Func<byte[], object?>> All { get; } = new Dictionary<string, Func<byte[], object?>>
    {
        ["decode"] = bytes => TextOf(bytes),
        ["read"] = Read,
        ["tree"] = Tree,
        ["json"] = bytes => JsonDocument.Parse(bytes),
        ["json-tree"] = bytes => SyntaxTree.Parse(TextOf(bytes), RonParseOptions.Json),
        ["value"] = bytes => Tree(bytes).ToValue([]),
        ["format"] = bytes => RonFormatter.Format(TextOf(bytes), []),
        ["write"] = Written(),
        ["fingerprint"] = bytes => CanonicalValue.Fingerprint(BodyFormat.Ron, bytes),
        ["read-text"] = OfText(Read),
        ["tree-text"] = OfText(Tree),
    };

    /// <summary>A document as bytes, written when it is not there yet.</summary>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="megabytes">Its size.</param>
    public static void Generate(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Join(folder, $"{megabytes}.ron"), DocumentWriter.Ron(megabytes * 1_000_000));
        File.WriteAllText(Path.Join(folder, $"{megabytes}.json"), DocumentWriter.Json(megabytes * 1_000_000));
    }

    /// <summary>Writes the value of a document, which is read once.</summary>
    public static Func<byte[], object?> Written()
    {
        Inventory? inventory = null;
        return bytes => RonSerializer.Serialize(inventory ??= Read(bytes));
    }

    // What grows with a document is told best without the pages that a copy of all of it needs.
    private static Func<byte[], object?> OfText(Func<SourceText, object?> work)
    {
        SourceText? text = null;
        return bytes => work(text ??= TextOf(bytes));
    }

    private static Inventory Read(byte[] bytes) => Read(TextOf(bytes));

    private static Inventory Read(SourceText text)
    {
        var diagnostics = new DiagnosticBag();
        return RonSerializer.Deserialize<Inventory>(text, diagnostics)
            ?? throw new InvalidDataException(string.Join("\n", diagnostics.Take(3)));
    }

    private static SyntaxTree Tree(byte[] bytes) => Tree(TextOf(bytes));

    private static SyntaxTree Tree(SourceText text)
    {
        var tree = SyntaxTree.Parse(text);
        return tree.Diagnostics.Count == 0 ? tree : throw new InvalidDataException(tree.Diagnostics[0].ToString());
    }

    private static SourceText TextOf(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        return Utf8Source.Read(bytes, null, diagnostics) ?? throw new InvalidDataException(diagnostics.First().ToString());
    }
}
