using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using PolyType;

namespace Autoschematic.Ron.Binding;

/// <summary>Maps records, closed record families, enums, options, lists and maps to RON and back.</summary>
/// <remarks>
/// A type takes part by <c>[GenerateShape] partial</c>; the types it mentions need nothing. Nullable means option;
/// a parameter with a default value may be left out; an abstract record with <c>[DerivedTypeShape]</c> cases is an enum.
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
        => throw new NotImplementedException();

    /// <summary>Reads a value of a tree that is already parsed.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="node">The value's node.</param>
    /// <param name="diagnostics">Receives every type error below the node; the tree's syntax errors are not repeated.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static T? Deserialize<T>(SyntaxNode node, DiagnosticBag diagnostics, RonSerializerOptions? options = null)
        where T : IShapeable<T>
        => throw new NotImplementedException();

    /// <summary>Writes a value as a whole document, without a final line break.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="options">The options; <see cref="RonSerializerOptions.Default"/> when null.</param>
    public static string Serialize<T>(T value, RonSerializerOptions? options = null)
        where T : IShapeable<T>
        => throw new NotImplementedException();
}
