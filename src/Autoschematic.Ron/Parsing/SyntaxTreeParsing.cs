using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>Adds <c>SyntaxTree.Parse</c>.</summary>
public static class SyntaxTreeParsing
{
    extension(SyntaxTree)
    {
        /// <summary>Parses a text; any text gives a tree, and the tree's diagnostics say what is wrong with it.</summary>
        /// <param name="text">The text.</param>
        /// <param name="options">The dialect and its limits; RON when null.</param>
        public static SyntaxTree Parse(SourceText text, RonParseOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(text);
            return Parser.Parse(text, options ?? RonParseOptions.Ron);
        }

        /// <summary>Parses a text that has no file.</summary>
        /// <param name="text">The text.</param>
        /// <param name="options">The dialect and its limits; RON when null.</param>
        public static SyntaxTree Parse(string text, RonParseOptions? options = null)
            => Parser.Parse(new SourceText(text), options ?? RonParseOptions.Ron);
    }
}
