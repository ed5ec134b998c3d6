using System.Text;
using System.Text.Unicode;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>Reads the bytes of a file as a text.</summary>
public static class Utf8Source
{
    /// <summary>Decodes UTF-8; null, with the place in <paramref name="diagnostics"/>, when the bytes are something else.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="path">The file, as shown in messages.</param>
    /// <param name="diagnostics">Receives the error.</param>
    public static SourceText? Read(ReadOnlySpan<byte> bytes, string? path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (Utf8.IsValid(bytes))
        {
            return new SourceText(Encoding.UTF8.GetString(bytes), path);
        }

        var characters = new char[bytes.Length];
        Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
        var valid = new SourceText(new string(characters, 0, written), path);
        diagnostics.Add(SyntaxDiagnostics.NotUtf8(new SourceLocation(valid, new TextSpan(written, 0)), read));
        return null;
    }
}
