using System.Diagnostics;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Formatting;

/// <summary>Writes untyped values.</summary>
public static class RonValueWriting
{
    /// <summary>The source of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="extensions">What the source will be read with.</param>
    public static string ToSource(this RonValue value, RonExtensions extensions = RonExtensions.Untyped)
    {
        var writer = new RonWriter();
        writer.WriteValue(value, extensions);
        return writer.ToString();
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="extensions">What the source will be read with.</param>
    public static void WriteValue(this RonWriter writer, RonValue value, RonExtensions extensions = RonExtensions.Untyped)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case RonValue.Boolean item:
                writer.WriteBoolean(item.Value);
                break;
            case RonValue.Number item:
                writer.WriteNumber(item.Value);
                break;
            case RonValue.Character item:
                writer.WriteCharacter(item.Value);
                break;
            case RonValue.Text item:
                writer.WriteText(item.Value);
                break;
            case RonValue.Bytes item:
                writer.WriteBytes([.. item.Value]);
                break;
            case RonValue.None:
                writer.WriteNone();
                break;
            case RonValue.Some item:
                WriteSome(writer, item.Value, extensions);
                break;
            case RonValue.Unit { Name: null }:
                writer.WriteUnit();
                break;
            case RonValue.Unit item:
                writer.WriteName(Distinct(item.Name)!);
                break;
            case RonValue.List item:
                writer.BeginList();
                WriteItems(writer, item.Items, extensions);
                break;
            case RonValue.Tuple item:
                writer.BeginTuple(Distinct(item.Name));
                WriteItems(writer, item.Items, extensions);
                break;
            case RonValue.Map item:
                WriteMap(writer, item, extensions);
                break;
            case RonValue.Struct item:
                WriteStruct(writer, item, extensions);
                break;
            default:
                throw new UnreachableException(value?.GetType().Name);
        }
    }

    // A name that would be read as a value of its own is written raw.
    private static string? Distinct(string? name)
        => name is "true" or "false" or "None" or "Some" or "inf" or "NaN" or "inff32" or "inff64" or "NaNf32" or "NaNf64" ? "r#" + name : name;

    private static void WriteItems(RonWriter writer, RonList<RonValue> items, RonExtensions extensions)
    {
        foreach (var item in items)
        {
            writer.BeginElement();
            writer.WriteValue(item, extensions);
            writer.EndElement();
        }

        writer.End();
    }

    private static void WriteMap(RonWriter writer, RonValue.Map map, RonExtensions extensions)
    {
        writer.BeginMap();
        foreach (var (key, value) in map.Entries)
        {
            writer.BeginElement();
            writer.WriteValue(key, extensions);
            writer.WriteColon();
            writer.WriteValue(value, extensions);
            writer.EndElement();
        }

        writer.End();
    }

    private static void WriteStruct(RonWriter writer, RonValue.Struct record, RonExtensions extensions)
    {
        writer.BeginStruct(Distinct(record.Name));
        foreach (var (name, value) in record.Fields)
        {
            writer.BeginField(name);
            writer.WriteValue(value, extensions);
            writer.EndElement();
        }

        writer.End();
    }

    private static void WriteSome(RonWriter writer, RonValue content, RonExtensions extensions)
    {
        writer.BeginTuple("Some");
        writer.BeginElement();
        writer.WriteValue(content, extensions);
        writer.EndElement();
        writer.End();
    }
}
