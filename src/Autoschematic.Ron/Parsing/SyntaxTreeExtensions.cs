using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>Makes trees and reads their literals.</summary>
public static class SyntaxTreeExtensions
{
    extension(SyntaxTree)
    {
        /// <summary>Parses a text; any text gives a tree, and the tree's diagnostics say what is wrong with it.</summary>
        /// <param name="text">The text.</param>
        /// <param name="options">The dialect and its limits; RON when null.</param>
        public static SyntaxTree Parse(SourceText text, RonParseOptions? options = null) => throw new NotImplementedException();

        /// <summary>Parses a text that has no file.</summary>
        /// <param name="text">The text.</param>
        /// <param name="options">The dialect and its limits; RON when null.</param>
        public static SyntaxTree Parse(string text, RonParseOptions? options = null) => throw new NotImplementedException();
    }

    /// <summary>The source again, put together from the tokens: exactly the text that was parsed.</summary>
    public static string ToSource(this SyntaxTree tree) => throw new NotImplementedException();

    /// <summary>All string literals that decode, values and keys, in document order; byte strings are not text.</summary>
    public static IEnumerable<StringLiteral> StringLiterals(this SyntaxTree tree) => throw new NotImplementedException();
}
