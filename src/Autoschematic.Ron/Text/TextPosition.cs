namespace Autoschematic.Ron.Text;

/// <summary>A place in a text for people: line and column count from 1, columns in Unicode scalars.</summary>
/// <param name="Line">Line number, from 1; lines end at LF.</param>
/// <param name="Column">Column, from 1, in Unicode scalar values.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
