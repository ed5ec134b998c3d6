using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Makes records from the nodes of their fields.</summary>
internal sealed partial class RecordFactory<T, TState>(IConstructorShape<T, TState> shape, string name, RecordField<T, TState>[] fields)
    where TState : IArgumentState
{
    private readonly Func<T>? create = shape.Parameters.Count == 0 ? shape.GetDefaultConstructor() : null;
    private readonly Func<TState>? begin = shape.Parameters.Count == 0 ? null : shape.GetArgumentStateConstructor();
    private readonly Constructor<TState, T>? construct = shape.Parameters.Count == 0 ? null : shape.GetParameterizedConstructor();

    public string Name => name;

    public IReadOnlyList<RecordField<T, TState>> Fields => fields;

    /// <summary>Reads every field, so that all errors are found, and then makes the record.</summary>
    /// <param name="owner">The whole record, for errors of its constructor.</param>
    /// <param name="nodes">The fields' values; null for those left out.</param>
    /// <param name="context">Receives errors.</param>
    /// <param name="complete">Whether nothing was wrong so far.</param>
    /// <param name="value">The record.</param>
    /// <param name="isContent">Whether the one node holds its value between its parentheses.</param>
    public bool TryMake(SyntaxNode owner, SyntaxNode?[] nodes, RonReadContext context, bool complete, [MaybeNullWhen(false)] out T value, bool isContent = false)
    {
        value = default;
        try
        {
            var state = begin is null ? default! : begin();
            for (var index = 0; index < fields.Length; index++)
            {
                if (fields[index].Argument is { } argument)
                {
                    if (nodes[index] is { } node)
                    {
                        complete &= argument.TryRead(node, context, isContent, ref state);
                    }
                    else
                    {
                        argument.Clear(ref state);
                    }
                }
            }

            // Properties are set on the finished object; when it cannot be made, another one still finds their errors.
            var target = complete ? (create is null ? construct!(ref state) : create()) : default;
            if (target is null && create is null)
            {
                return false;
            }

            target ??= create!();
            complete &= TrySetProperties(nodes, context, isContent, ref target);
            value = target;
            return complete;
        }
        catch (Exception refusal) when (refusal is ArgumentException or FormatException)
        {
            context.Report(BindingDiagnostics.Refused(context.LocationOf(owner), name, refusal.Message));
            return false;
        }
    }

    private bool TrySetProperties(SyntaxNode?[] nodes, RonReadContext context, bool isContent, ref T target)
    {
        var complete = true;
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index] is { Argument: null, Property: { } property } && nodes[index] is { } node)
            {
                complete &= property.TryRead(node, context, isContent, ref target);
            }
        }

        return complete;
    }
}
