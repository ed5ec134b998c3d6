using System.Buffers;
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
        var buffer = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var status = Utf8.ToUtf16(bytes, buffer, out var read, out var written, replaceInvalidSequences: false);
            var text = new string(buffer, 0, written);
            if (status == OperationStatus.Done)
            {
                return new SourceText(text, path);
            }

            var valid = new SourceText(text, path);
            diagnostics.Add(SyntaxDiagnostics.NotUtf8(new SourceLocation(valid, new TextSpan(written, 0)), read));
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }
}
