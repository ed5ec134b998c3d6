using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Autoschematic.Model.Outputs;

/// <summary>
/// Writes output files to the byte as the tool that made existing repositories does; System.Text.Json escapes more
/// than that and would change files whose outputs did not.
/// </summary>
internal static class OutputFileWriter
{
    public static ReadOnlyMemory<byte> Write(OutputFile file)
    {
        var json = new StringBuilder("{\n  ");
        switch (file)
        {
            case OutputFile.Map map:
                WriteMap(json, map);
                break;
            case OutputFile.PointerToVirtual pointer:
                json.Append("\"PointerToVirtual\": ");
                WriteString(json, pointer.Address.Text);
                break;
            default:
                throw new UnreachableException(file.GetType().Name);
        }

        return Encoding.UTF8.GetBytes(json.Append("\n}").ToString());
    }

    private static void WriteMap(StringBuilder json, OutputFile.Map map)
    {
        json.Append("\"OutputMap\": {");
        var separator = "\n    ";
        foreach (var (key, value) in map.Values)
        {
            json.Append(separator);
            WriteString(json, key);
            json.Append(": ");
            WriteString(json, value);
            separator = ",\n    ";
        }

        json.Append(map.Values.Count == 0 ? "}" : "\n  }");
    }

    private static void WriteString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }
}
