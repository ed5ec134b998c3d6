using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Binding;

/// <summary>Reads byte arrays from byte strings or lists, and writes them as byte strings.</summary>
internal sealed class BytesConverter : RonConverter<byte[]>
{
    private readonly IntegerConverter<byte> element = new("u8");

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out byte[] value)
    {
        value = null;
        switch (node.Kind)
        {
            case SyntaxKind.ByteString or SyntaxKind.RawByteString:
                value = node.IsBroken ? null : Literals.BytesOf(node);
                return value is not null;
            case SyntaxKind.List:
                return TryReadList(node, context, out value);
            case SyntaxKind.Missing or SyntaxKind.Error:
                return false;
            default:
                context.Report(BindingDiagnostics.WrongKind(context.LocationOf(node), "a byte string", SyntaxWords.Describe(node)));
                return false;
        }
    }

    public override void Write(RonWriter writer, byte[] value, RonWriteContext context) => writer.WriteBytes(value);

    private bool TryReadList(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out byte[] value)
    {
        var bytes = new List<byte>();
        var complete = true;
        foreach (var child in node.Children)
        {
            if (element.TryRead(child, context, out var item))
            {
                bytes.Add(item);
            }
            else
            {
                complete = false;
            }
        }

        value = complete ? [.. bytes] : null;
        return complete;
    }
}
