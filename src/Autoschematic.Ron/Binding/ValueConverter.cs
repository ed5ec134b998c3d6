using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>Untyped values inside typed ones.</summary>
internal sealed class ValueConverter : RonConverter<RonValue>
{
    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out RonValue value)
    {
        var problems = new List<Diagnostic>();
        value = new ValueReader(context.Tree, context.Extensions, problems).Read(node);
        problems.ForEach(context.Report);
        return value is not null && problems.Count == 0;
    }

    public override void Write(RonWriter writer, RonValue value, RonWriteContext context)
        => writer.WriteValue(value, context.Options.Extensions);
}
