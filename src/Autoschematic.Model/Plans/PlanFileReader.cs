using System.Text;
using System.Text.Json;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.Model.Plans;

/// <summary>Reads plan files; nothing that was not written by this program is taken for one.</summary>
public static class PlanFileReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static PlanFileParse Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return Parse(document.RootElement);
        }
        catch (JsonException exception)
        {
            return new PlanFileParse.Damaged($"it is no JSON at line {exception.LineNumber + 1 ?? 1}");
        }
        catch (InvalidOperationException)
        {
            // Thrown for strings whose escapes are no text.
            return new PlanFileParse.Damaged("it holds text that is none");
        }
    }

    private static PlanFileParse Parse(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var form)
            && form.ValueKind == JsonValueKind.Number && form.TryGetInt32(out var format) && format > PlanFile.FormatVersion)
        {
            return new PlanFileParse.Newer(format);
        }

        var problems = new List<string>();
        var checksum = "";
        var plan = PlanFileFields.Read(root, "plan", problems, fields =>
        {
            checksum = fields.Text("checksum");
            if (fields.Number("format") != PlanFile.FormatVersion)
            {
                fields.Refuse("format");
            }

            return new PlanFile(
                fields.Text("tool"),
                fields.OptionalText("head"),
                fields.Text("config"),
                fields.Object("selection", Selection),
                fields.Objects("resources", Entry));
        });
        return problems.Count > 0 ? new PlanFileParse.Damaged(problems[0])
            : PlanFileWriter.Checksum(plan) != checksum ? new PlanFileParse.Damaged("its content does not fit its checksum")
            : plan.Entries.CountBy(entry => entry.File).FirstOrDefault(file => file.Value > 1) is { Key: { } twice }
                ? new PlanFileParse.Damaged($"it names `{twice}` twice")
            : new PlanFileParse.Read(plan);
    }

    private static PlanFileSelection Selection(PlanFileFields fields)
        => new(
            fields.Text("mode"),
            fields.Texts("paths"),
            fields.OptionalText("directory"),
            fields.OptionalText("revision"),
            fields.OptionalText("prefix"),
            fields.OptionalText("connector"),
            fields.OptionalText("subpath"),
            fields.Texts("exclude"),
            fields.Flag("prune"),
            fields.Flag("noRename"),
            fields.Flag("strictEnvironment"));

    private static PlanFileEntry Entry(PlanFileFields fields)
    {
        var (name, identity) = ("", (ConnectorIdentity?)null);
        fields.Object("connector", connector =>
        {
            name = connector.Text("name");
            var (version, command, hash) = (connector.OptionalText("version"), connector.OptionalText("command"), connector.OptionalText("fileSha256"));
            identity = version is null || command is null ? null : new(version, command, hash);
            return name;
        });
        return new(
            fields.Text("file"),
            fields.Text("prefix"),
            fields.Text("address"),
            fields.OptionalText("physical"),
            name,
            identity,
            fields.Text("action"),
            fields.OptionalText("movedFrom"),
            fields.OptionalText("desiredSha256"),
            fields.OptionalText("fingerprint"),
            fields.Objects("reads", read => new PlanFileRead(read.Text("address"), read.Text("key"), read.OptionalText("sha256"))),
            fields.Texts("writes"),
            fields.Text("opsSha256"),
            fields.OptionalObjects("ops", Op),
            fields.OptionalObject("deferred", Deferral));
    }

    private static ConnectorOp Op(PlanFileFields fields)
    {
        var kind = fields.Text("kind");
        var known = Array.Find(Enum.GetValues<OpKind>(), known => PlanFileWriter.Word(known) == kind);
        if (PlanFileWriter.Word(known) != kind)
        {
            fields.Refuse("kind");
        }

        return new(
            fields.Text("definition"),
            fields.Texts("writesOutputs"),
            fields.OptionalText("message"),
            known,
            fields.Flag("irreversible"),
            fields.Flag("destroysData"));
    }

    private static PlanFileDeferral Deferral(PlanFileFields fields)
    {
        var (text, base64) = (fields.OptionalText("bodyText"), fields.OptionalText("bodyBase64"));
        var body = text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
        if (base64 is not null)
        {
            var bytes = new byte[base64.Length];
            if (Convert.TryFromBase64String(base64, bytes, out var length))
            {
                body = bytes.AsMemory(0, length);
            }
            else
            {
                fields.Refuse("bodyBase64");
            }
        }

        return new(
            fields.Text("predicted"),
            fields.Objects("waits", wait => new OutputReference(wait.Text("address"), wait.Text("key"))),
            body);
    }
}
