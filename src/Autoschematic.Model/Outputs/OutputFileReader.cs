using System.Text;
using System.Text.Json;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Outputs;

/// <summary>Reads one output file and says exactly where it is wrong.</summary>
internal sealed class OutputFileReader(SourceText source, DiagnosticBag diagnostics)
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(source.Text);

    public OutputFile? Read()
    {
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(bytes.AsSpan(start), new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            var file = ReadFile(ref reader, start);
            while (reader.Read())
            {
            }

            return file;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var offset = CharOffset(start + reader.BytesConsumed);
            diagnostics.Add(OutputDiagnostics.NotJson(new(source, new TextSpan(offset, Math.Min(1, source.Length - offset)))));
            return null;
        }
    }

    private OutputFile? ReadFile(ref Utf8JsonReader reader, int start)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            diagnostics.Add(OutputDiagnostics.NotAnObject(Here(ref reader, start)));
            Finish(ref reader);
            return null;
        }

        var name = reader.GetString()!;
        var nameLocation = Here(ref reader, start);
        reader.Read();
        OutputFile? file;
        switch (name)
        {
            case "OutputMap":
                file = ReadMap(ref reader, start);
                break;
            case "PointerToVirtual":
                file = ReadPointer(ref reader, start);
                break;
            default:
                diagnostics.Add(OutputDiagnostics.UnknownShape(nameLocation, name));
                Finish(ref reader);
                return null;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return file;
        }

        diagnostics.Add(OutputDiagnostics.NotAnObject(Here(ref reader, start)));
        Finish(ref reader);
        return null;
    }

    private OutputFile.Map? ReadMap(ref Utf8JsonReader reader, int start)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            diagnostics.Add(OutputDiagnostics.NotAMap(Here(ref reader, start)));
            reader.Skip();
            return null;
        }

        var values = new List<KeyValuePair<string, string>>();
        var valid = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                values.Add(new(key, reader.GetString()!));
                continue;
            }

            diagnostics.Add(OutputDiagnostics.NotAString(Here(ref reader, start), key));
            reader.Skip();
            valid = false;
        }

        return valid ? new OutputFile.Map(values) : null;
    }

    private OutputFile.PointerToVirtual? ReadPointer(ref Utf8JsonReader reader, int start)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            diagnostics.Add(OutputDiagnostics.NotAString(Here(ref reader, start), "PointerToVirtual"));
            reader.Skip();
            return null;
        }

        var text = reader.GetString()!;
        if (Address.TryParse(text, out var problem) is { } address)
        {
            return new OutputFile.PointerToVirtual(address);
        }

        diagnostics.Add(OutputDiagnostics.BadPointer(Here(ref reader, start), text, problem!));
        return null;
    }

    // The rest is read too, so that broken JSON is always reported as such.
    private static void Finish(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }

    private SourceLocation Here(ref Utf8JsonReader reader, int start)
        => new(source, TextSpan.FromBounds(CharOffset(start + reader.TokenStartIndex), CharOffset(start + reader.BytesConsumed)));

    private int CharOffset(long byteOffset) => Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)byteOffset));
}
