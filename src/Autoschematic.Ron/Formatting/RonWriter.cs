using System.Globalization;
using System.Text;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Formatting;

/// <summary>Writes one RON value, laid out in the standard way: four spaces, a field or element a line, tuples on one line.</summary>
public sealed class RonWriter
{
    private readonly StringBuilder output = new();
    private readonly Stack<Container> containers = new();
    private int indent;

    private enum Layout
    {
        Lines,
        OneLine,
    }

    // The reference implementation does, needlessly; typed documents are to be the same texts as there.
    internal bool EscapesApostrophes { get; init; }

    /// <summary>Begins <c>Name(</c> for a struct with named fields.</summary>
    /// <param name="name">The name; null for none.</param>
    public void BeginStruct(string? name) => Begin(name, '(', ')', Layout.Lines);

    /// <summary>Begins <c>Name(</c> for values by position.</summary>
    /// <param name="name">The name; null for none.</param>
    public void BeginTuple(string? name) => Begin(name, '(', ')', Layout.OneLine);

    /// <summary>Begins <c>[</c>.</summary>
    public void BeginList() => Begin(null, '[', ']', Layout.Lines);

    /// <summary>Begins <c>{</c>.</summary>
    public void BeginMap() => Begin(null, '{', '}', Layout.Lines);

    /// <summary>Begins an element: its line and indent, or the comma before it.</summary>
    public void BeginElement()
    {
        var container = containers.Peek();
        if (container.Layout == Layout.Lines)
        {
            output.Append('\n').Append(' ', 4 * indent);
        }
        else if (container.HasElements)
        {
            output.Append(", ");
        }

        container.HasElements = true;
    }

    /// <summary>Ends an element.</summary>
    public void EndElement()
    {
        if (containers.Peek().Layout == Layout.Lines)
        {
            output.Append(',');
        }
    }

    /// <summary>Begins the element that is a field, and writes its name.</summary>
    /// <param name="name">The name.</param>
    public void BeginField(string name)
    {
        BeginElement();
        WriteName(name);
        WriteColon();
    }

    /// <summary>Writes the colon between a key and its value.</summary>
    public void WriteColon() => output.Append(": ");

    /// <summary>Ends the innermost struct, tuple, list or map.</summary>
    public void End()
    {
        var container = containers.Pop();
        indent -= container.Layout == Layout.Lines ? 1 : 0;
        if (container is { Layout: Layout.Lines, HasElements: true })
        {
            output.Append('\n').Append(' ', 4 * indent);
        }

        // `()` is the unit; a tuple without values has a space.
        output.Append(container is { IsNamed: false, Closer: ')', HasElements: false } ? " " : "").Append(container.Closer);
    }

    /// <summary>Writes an identifier, with <c>r#</c> when it needs it: a unit struct, a unit variant.</summary>
    /// <param name="name">The identifier.</param>
    public void WriteName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var start = CharacterClasses.IdentifierStart(name, 0);
        var plain = start > 0 && CharacterClasses.SkipIdentifierParts(name, start) == name.Length;
        output.Append(plain || name.StartsWith("r#", StringComparison.Ordinal) ? "" : "r#").Append(name);
    }

    /// <summary>Writes <c>()</c>.</summary>
    public void WriteUnit() => output.Append("()");

    /// <summary>Writes <c>None</c>.</summary>
    public void WriteNone() => output.Append("None");

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => output.Append(value ? "true" : "false");

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInteger(long value) => output.Append(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The value.</param>
    public void WriteInteger(ulong value) => output.Append(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>Writes a floating-point number, never with an exponent, always with a fraction.</summary>
    /// <param name="value">The value.</param>
    public void WriteFloat(double value)
        => output.Append(FloatText.Of(value.ToString("R", CultureInfo.InvariantCulture), value));

    /// <summary>Writes a floating-point number, never with an exponent, always with a fraction.</summary>
    /// <param name="value">The value.</param>
    public void WriteFloat(float value)
        => output.Append(FloatText.Of(value.ToString("R", CultureInfo.InvariantCulture), value));

    /// <summary>Writes a number so that it keeps its type: with a suffix where the smallest type that holds it is another.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(RonNumber value)
    {
        var text = value switch
        {
            { Kind: RonNumberKind.F32 } => FloatText.Of(
                BitConverter.UInt32BitsToSingle((uint)value.Bits).ToString("R", CultureInfo.InvariantCulture), value.ToDouble()),
            { Kind: RonNumberKind.F64 } => FloatText.Of(value.ToDouble().ToString("R", CultureInfo.InvariantCulture), value.ToDouble()),
            { IsSigned: true } => ((long)value.Bits).ToString(CultureInfo.InvariantCulture),
            _ => value.Bits.ToString(CultureInfo.InvariantCulture),
        };
        var plain = value.IsFloat ? NumberReader.ReadFloat(text) : NumberReader.ReadInteger(text);
        output.Append(text).Append(plain == value ? "" : value.Kind.ToString().ToLowerInvariant());
    }

    /// <summary>Writes a string literal.</summary>
    /// <param name="value">The text.</param>
    public void WriteText(string value) => StringEncoder.AppendCanonical(output, value, EscapesApostrophes);

    /// <summary>Writes a character literal.</summary>
    /// <param name="value">The character.</param>
    public void WriteCharacter(Rune value) => output.Append(StringEncoder.QuoteCharacter(value));

    /// <summary>Writes a byte string literal.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBytes(ReadOnlySpan<byte> value) => output.Append(StringEncoder.QuoteBytes(value, EscapesApostrophes));

    /// <summary>What has been written.</summary>
    public override string ToString() => output.ToString();

    private void Begin(string? name, char opener, char closer, Layout layout)
    {
        if (name is not null)
        {
            WriteName(name);
        }

        output.Append(opener);
        indent += layout == Layout.Lines ? 1 : 0;
        containers.Push(new Container(layout, closer, name is not null));
    }

    private sealed class Container(Layout layout, char closer, bool isNamed)
    {
        public bool IsNamed { get; } = isNamed;

        public Layout Layout { get; } = layout;

        public char Closer { get; } = closer;

        public bool HasElements { get; set; }
    }
}
