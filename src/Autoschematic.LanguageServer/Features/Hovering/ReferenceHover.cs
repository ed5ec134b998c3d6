using System.Text;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;

namespace Autoschematic.LanguageServer.Features.Hovering;

/// <summary>Shows the value of a reference and where it comes from, unless the value is nobody's business.</summary>
internal sealed class ReferenceHover(ServerContext context, RepositorySnapshot repository, DocumentRole.Body body)
{
    private const string SecretScheme = "secret://";

    public Hover? At(Document document, int offset)
    {
        if (!document.Text.Text.Contains("out://", StringComparison.Ordinal))
        {
            return null;
        }

        var scan = document.Tree is { } tree ? ReferenceScanner.Find(tree) : ReferenceScanner.Find(BodyFormat.Text, Encoding.UTF8.GetBytes(document.Text.Text));
        return scan.References.FirstOrDefault(found => found.Span.Touches(offset)) is { } reference
            ? new(new(Describe(reference.Reference)), document.Text.RangeOf(reference.Span))
            : null;
    }

    private string Describe(OutputReference reference)
    {
        var text = new StringBuilder();
        if (Address.TryParse(reference.Address, out var problem) is not { } address)
        {
            return $"`{reference.Address}` {problem}";
        }

        var prefix = body.Prefix.Prefix;
        var outputs = repository.Outputs.Read(prefix, address, []);
        var holder = outputs?.Address ?? address;
        var value = outputs?.Values.GetValueOrDefault(reference.Key);
        text.Append(value is null ? $"`{reference.Key}` has no value yet"
            : value.StartsWith(SecretScheme, StringComparison.Ordinal) ? $"`{reference.Key}` is a secret; its value is sealed and not shown"
            : $"`{reference.Key}` = `{Inline(context.Live.Find(repository.Folder)?.Redact(value) ?? value)}`");
        var file = prefix.FileOf(holder);
        text.Append("\n\n").Append(
            repository.Files.Exists(file)
                ? $"Output of [{file}]({repository.Folder.UriOf(file).Text})"
                : $"Output of `{file}`, which does not exist");
        if (outputs is not null)
        {
            var stored = OutputPaths.FileOf(prefix, holder);
            text.Append($", stored in [{stored}]({repository.Folder.UriOf(stored).Text})");
        }

        return text.ToString();
    }

    // A value could end the code span that it is shown in.
    private static string Inline(string value) => value.ReplaceLineEndings("⏎").Replace('`', '\'');
}
