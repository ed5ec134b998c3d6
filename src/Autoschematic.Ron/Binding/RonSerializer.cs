using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using PolyType;

namespace Autoschematic.Ron.Binding;

/// <summary>Maps records, closed record families, enums, options, lists and maps to RON and back.</summary>
/// <remarks>
/// A type takes part by <c>[GenerateShape] partial</c>; the types it mentions need nothing. Nullable means option;
/// a parameter with a default value may be left out; an abstract record with <c>[DerivedTypeShape]</c> cases is an enum;
/// a list of key-value pairs is a map that keeps duplicates.
/// </remarks>
public static class RonSerializer
{
    /// <summary>Reads a document; every error is added to <paramref name="diagnostics"/>, and the result counts only without errors.</summary>
    /// <typeparam name="T">The type of the root value.</typeparam>
    /// <param name="text">The document.</param>
    /// <param name="diagnostics">Receives every syntax and type error, in source order.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static T? Deserialize<T>(SourceText text, DiagnosticBag diagnostics, RonSerializerOptions? options = null)
        where T : IShapeable<T>
        => Deserialize(text, T.GetTypeShape(), diagnostics, options);

    /// <summary>Reads a document of a type whose shape is at hand.</summary>
    /// <typeparam name="T">The type of the root value.</typeparam>
    /// <param name="text">The document.</param>
    /// <param name="shape">The type's shape.</param>
    /// <param name="diagnostics">Receives every syntax and type error, in source order.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static T? Deserialize<T>(SourceText text, ITypeShape<T> shape, DiagnosticBag diagnostics, RonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(diagnostics);
        options ??= RonSerializerOptions.Default;
        if (PlainDocument.TryRead(text, options.ConverterOf(shape), options, out var value))
        {
            return value;
        }

        return Deserialize(Parser.Parse(text, RonParseOptions.Ron with { MaximumDepth = options.MaximumDepth }), shape, diagnostics, options);
    }

    /// <summary>Reads a document that is already parsed.</summary>
    /// <typeparam name="T">The type of the root value.</typeparam>
    /// <param name="tree">The document.</param>
    /// <param name="shape">The type's shape.</param>
    /// <param name="diagnostics">Receives every syntax and type error, in source order.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static T? Deserialize<T>(SyntaxTree tree, ITypeShape<T> shape, DiagnosticBag diagnostics, RonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Read(tree.Value, tree, shape, diagnostics, options ?? RonSerializerOptions.Default, [.. tree.Diagnostics]);
    }

    /// <summary>Reads a value of a tree that is already parsed.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="node">The value's node.</param>
    /// <param name="diagnostics">Receives every type error below the node; the tree's syntax errors are not repeated.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static T? Deserialize<T>(SyntaxNode node, DiagnosticBag diagnostics, RonSerializerOptions? options = null)
        where T : IShapeable<T>
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Read(node, node.Tree, T.GetTypeShape(), diagnostics, options ?? RonSerializerOptions.Default, []);
    }

    /// <summary>Writes a value as a whole document, without a final line break.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static string Serialize<T>(T value, RonSerializerOptions? options = null)
        where T : IShapeable<T>
        => Serialize(value, T.GetTypeShape(), options);

    /// <summary>Writes a value of a type whose shape is at hand.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="shape">The type's shape.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static string Serialize<T>(T value, ITypeShape<T> shape, RonSerializerOptions? options = null)
    {
        options ??= RonSerializerOptions.Default;
        var writer = new RonWriter { EscapesApostrophes = true };
        options.ConverterOf(shape).Write(writer, value, new RonWriteContext(options));
        return writer.ToString();
    }

    private static T? Read<T>(
        SyntaxNode? node, SyntaxTree tree, ITypeShape<T> shape, DiagnosticBag diagnostics, RonSerializerOptions options, List<Diagnostic> problems)
    {
        T? value = default;
        var complete = node is { } root && options.ConverterOf(shape).TryRead(root, new RonReadContext(tree, options, problems), out value);
        SourceOrder.AddTo(diagnostics, problems);
        return complete && problems.Count == 0 ? value : default;
    }
}
