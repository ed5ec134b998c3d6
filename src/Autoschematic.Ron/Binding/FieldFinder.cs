using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Matches the fields of a struct in a document with those of a record.</summary>
internal sealed class FieldFinder<T, TState>(RecordFactory<T, TState> factory, RonReadContext context, SyntaxNode?[] found)
    where TState : IArgumentState
{
    private readonly HashSet<string> suggested = new(StringComparer.Ordinal);
    private int next;

    /// <summary>Whether the struct is too broken to say which fields are missing.</summary>
    public bool IsGuessing { get; set; }

    /// <summary>Whether an unknown field was probably meant to be this one, so that nothing is gained by calling it missing.</summary>
    public bool IsSuggested(string name) => suggested.Contains(name);

    /// <summary>Takes a field; false after reporting that it is unknown or was there before.</summary>
    public bool Add(SyntaxNode name, SyntaxNode? value)
    {
        var text = name.Kind == SyntaxKind.String ? Literals.TextOf(name) : SyntaxNode.WithoutRawPrefix(name.Source);
        var index = IndexOf(text);
        if (index < 0)
        {
            return context.Options.AllowUnknownFields || Refuse(name, text.ToString());
        }

        if (found[index] is not null)
        {
            context.Report(BindingDiagnostics.DuplicateField(context.LocationOf(name), text.ToString(), factory.Name));
            return false;
        }

        found[index] = value;
        return value is not null;
    }

    /// <summary>Reports a value that stands where a field should.</summary>
    public void RefuseValue(SyntaxNode value, RonReadContext context)
    {
        if (SyntaxWords.LeadingIdentifier(value) is not { } identifier)
        {
            context.Report(BindingDiagnostics.FieldNameMissing(context.LocationOf(value), factory.Name));
            return;
        }

        var text = SyntaxWords.TextOf(value, identifier);
        if (IndexOf(text) >= 0)
        {
            context.Report(BindingDiagnostics.ColonMissing(context.TokenAfter(identifier.End), text));
        }
        else if (text == factory.Name)
        {
            context.Report(BindingDiagnostics.AlreadyUnwrapped(context.Tree.LocationOf(identifier), text, factory.Name));
        }
        else
        {
            ReportUnknown(identifier, text);
        }
    }

    // Documents mostly keep the order of the declaration, so the field behind the last one is tried first.
    private int IndexOf(ReadOnlySpan<char> name)
    {
        for (var step = 0; step < factory.Fields.Count; step++)
        {
            var index = (next + step) % factory.Fields.Count;
            if (name.SequenceEqual(factory.Fields[index].Name))
            {
                next = index + 1;
                return index;
            }
        }

        return -1;
    }

    private bool Refuse(SyntaxNode name, string text)
    {
        ReportUnknown(name.Span, text);
        return false;
    }

    private void ReportUnknown(TextSpan span, string text)
    {
        var known = factory.Fields.Select(field => field.Name);
        var nearest = Similarity.Nearest(text, known);
        if (nearest is not null)
        {
            suggested.Add(nearest);
        }

        context.Report(BindingDiagnostics.UnknownField(context.Tree.LocationOf(span), text, factory.Name, nearest, known));
    }
}
