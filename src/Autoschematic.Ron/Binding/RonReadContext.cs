using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>What converters share while one document is read.</summary>
public sealed class RonReadContext
{
    private readonly List<Diagnostic> problems;

    internal RonReadContext(SyntaxTree tree, RonSerializerOptions options, List<Diagnostic> problems)
    {
        Tree = tree;
        Options = options;
        Extensions = options.Extensions | DocumentExtensions.Of(tree);
        this.problems = problems;
    }

    /// <summary>The document.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>The options.</summary>
    public RonSerializerOptions Options { get; }

    /// <summary>The extensions of options and document together.</summary>
    public RonExtensions Extensions { get; }

    /// <summary>Adds an error; a converter that does so returns false.</summary>
    /// <param name="diagnostic">The error.</param>
    public void Report(Diagnostic diagnostic) => problems.Add(diagnostic);

    /// <summary>The location of a node, as errors name it: where a node of several lines begins.</summary>
    /// <param name="node">The node.</param>
    public SourceLocation LocationOf(SyntaxNode node)
    {
        var span = node.Span;
        var line = node.Source.IndexOf('\n');
        return Tree.LocationOf(line < 0 ? span : new TextSpan(span.Start, line));
    }

    /// <summary>Whether the document is JSON: records are objects, a variant is its name or an object with its name as the only key.</summary>
    internal bool IsJson => Tree.Options.Dialect == RonDialect.Json;

    internal bool Has(RonExtensions extension) => (Extensions & extension) != 0;

    /// <summary>The location of the token behind an offset between two tokens.</summary>
    internal SourceLocation TokenAfter(int offset) => Tree.LocationOf(new TextSpan(Trivia.Skip(Tree, offset), 0));

    internal SourceLocation LocationAt(int offset, int length = 0) => Tree.LocationOf(new TextSpan(offset, length));
}
