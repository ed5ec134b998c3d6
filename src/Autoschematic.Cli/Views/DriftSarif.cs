using System.Diagnostics;
using System.Text.Json;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>A drift report as SARIF 2.1.0, which code scanning reads; what rules hide is there as suppressed.</summary>
internal static class DriftSarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string BaseId = "%SRCROOT%";

    // The order is that of `ruleIndex`.
    private static readonly (string Id, string Text)[] Rules =
    [
        ("drift/changed", "The remote resource differs from its file"),
        ("drift/missing", "The file has no remote resource"),
        ("drift/orphaned", "Outputs are left of a file that is gone"),
        ("drift/not-in-repository", "The remote resource has no file"),
    ];

    public static string Write(DriftResult result, string version) => JsonDocuments.Write(indented: true, json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, version);
        WriteInvocation(json, result);
        json.WriteString("columnKind", "utf16CodeUnits");
        ResourceJson.WriteArray(
            json,
            "results",
            result.Resources.Where(resource => resource.Status.IsDrift || resource.Status is DriftStatus.Ignored),
            resource => WriteResult(json, resource));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "autoschematic");
        json.WriteString("version", version);
        ResourceJson.WriteArray(json, "rules", Rules, rule =>
        {
            json.WriteString("id", rule.Id);
            WriteText(json, "shortDescription", rule.Text);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", "warning");
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, DriftResult result)
        => ResourceJson.WriteArray(json, "invocations", [result.Outcome], outcome =>
        {
            json.WriteBoolean("executionSuccessful", outcome is RunOutcome.Done or RunOutcome.ChangesFound);
            json.WriteNumber("exitCode", (int)outcome);
            ResourceJson.WriteArray(json, "toolExecutionNotifications", result.Diagnostics, diagnostic =>
            {
                json.WriteStartObject("descriptor");
                json.WriteString("id", diagnostic.Code);
                json.WriteEndObject();
                json.WriteString("level", diagnostic.Severity switch
                {
                    DiagnosticSeverity.Error => "error",
                    DiagnosticSeverity.Warning => "warning",
                    _ => "note",
                });
                WriteText(json, "message", diagnostic.Message);
            });
        });

    private static void WriteResult(Utf8JsonWriter json, DriftedResource resource)
    {
        var rule = RuleOf(resource.Status);
        json.WriteString("ruleId", Rules[rule].Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", "warning");
        WriteText(json, "message", Message(resource));
        ResourceJson.WriteArray(json, "locations", [resource], _ => WriteLocation(json, resource));

        // The same drift is the same finding in the next run.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("resource/v1", $"{Rules[rule].Id}:{resource.Resource.File}");
        json.WriteEndObject();
        if (resource.Status is DriftStatus.Ignored)
        {
            ResourceJson.WriteArray(json, "suppressions", resource.Ignored.DistinctBy(ignored => ignored.Reason), ignored =>
            {
                json.WriteString("kind", "external");
                json.WriteString("justification", ignored.Reason);
            });
        }
    }

    private static void WriteLocation(Utf8JsonWriter json, DriftedResource resource)
    {
        // What has no file is pointed out where its outputs are, or where its file would be.
        var file = resource.Status is DriftStatus.Orphaned
            ? OutputPaths.FileOf(resource.Resource.Prefix, resource.Resource.Address)
            : resource.Resource.File;
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', file.Text.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", BaseId);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        ResourceJson.WriteArray(json, "logicalLocations", [resource.Resource], key =>
        {
            json.WriteString("fullyQualifiedName", key.File.Text);
            json.WriteString("kind", "resource");
        });
    }

    private static int RuleOf(DriftStatus status) => status switch
    {
        DriftStatus.Changed or DriftStatus.Ignored => 0,
        DriftStatus.Missing => 1,
        DriftStatus.Orphaned => 2,
        DriftStatus.NotInRepository => 3,
        _ => throw new UnreachableException(status.GetType().Name),
    };

    private static string Message(DriftedResource resource)
    {
        var file = resource.Resource.File.Text;
        return resource.Status switch
        {
            DriftStatus.Changed changed => $"{file} differs from what exists{Detail(changed)}",
            DriftStatus.Ignored => $"{file} differs from what exists, as rules say it may",
            DriftStatus.Missing => $"{file} does not exist remotely",
            DriftStatus.Orphaned => $"{file} has outputs and no file",
            DriftStatus.NotInRepository => $"{file} exists remotely and has no file",
            _ => throw new UnreachableException(resource.Status.GetType().Name),
        };
    }

    private static string Detail(DriftStatus.Changed changed)
    {
        var fields = changed.Diff is BodyDiff.Fields diff ? diff.Changes.Select(change => change.Path) : [];
        var names = fields.Concat(changed.Outputs.Select(change => $"output {change.Path}")).ToList();
        return names.Count == 0 ? "" : $": {string.Join(", ", names)}";
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
