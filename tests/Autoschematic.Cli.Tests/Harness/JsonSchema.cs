using System.Text.Json;
using System.Text.RegularExpressions;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>Checks documents against the schemas in docs/schemas and that of SARIF; knows the keywords that those use and no other.</summary>
public sealed class JsonSchema
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "id", "$defs", "definitions", "title", "description", "default", "format"];

    private readonly string file;
    private readonly JsonElement root;

    private JsonSchema(string file, JsonElement root)
    {
        this.file = file;
        this.root = root;
    }

    public static string Folder { get; } = FindFolder();

    public static JsonSchema Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(Folder, file)));
        return new JsonSchema(file, document.RootElement.Clone());
    }

    /// <summary>The schema of the standard, for what other programs read.</summary>
    public static JsonSchema LoadSarif() => Load(Path.Join("..", "..", "tests", "corpus", "sarif", "sarif-2.1.0.json"));

    /// <summary>What is wrong with a document; empty when it fits.</summary>
    public IReadOnlyList<string> Check(string json)
    {
        using var document = JsonDocument.Parse(json);
        var problems = new List<string>();
        Check(root, document.RootElement, "$", problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    var (other, target) = Resolve(keyword.Value.GetString()!);
                    other.Check(target, value, path, problems);
                    break;
                case "type":
                    CheckType(keyword.Value, value, path, problems);
                    break;
                case "const":
                    CheckOneOf([keyword.Value], value, path, problems);
                    break;
                case "enum":
                    CheckOneOf([.. keyword.Value.EnumerateArray()], value, path, problems);
                    break;
                case "pattern":
                    if (value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!))
                    {
                        problems.Add($"{path}: `{value}` does not match {keyword.Value}");
                    }

                    break;
                case "properties" or "required" or "additionalProperties":
                    CheckObject(keyword, schema, value, path, problems);
                    break;
                case "items":
                    if (value.ValueKind == JsonValueKind.Array)
                    {
                        foreach (var (index, item) in value.EnumerateArray().Index())
                        {
                            Check(keyword.Value, item, $"{path}[{index}]", problems);
                        }
                    }

                    break;
                case "oneOf" or "anyOf":
                    CheckAlternatives(keyword, value, path, problems);
                    break;
                case "minItems" or "uniqueItems" or "minimum" or "maximum":
                    CheckLimit(keyword, value, path, problems);
                    break;
                default:
                    if (!Annotations.Contains(keyword.Name))
                    {
                        throw new NotSupportedException($"{file}: keyword {keyword.Name}");
                    }

                    break;
            }
        }
    }

    private void CheckObject(JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (keyword.Name == "required")
        {
            problems.AddRange(keyword.Value.EnumerateArray()
                .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{path}: `{name}` is missing"));
            return;
        }

        var declared = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var property in value.EnumerateObject())
        {
            var known = declared.ValueKind == JsonValueKind.Object && declared.TryGetProperty(property.Name, out _);
            if (keyword.Name == "properties" && known)
            {
                Check(declared.GetProperty(property.Name), property.Value, $"{path}.{property.Name}", problems);
            }
            else if (keyword.Name == "additionalProperties" && !known)
            {
                if (keyword.Value.ValueKind == JsonValueKind.False)
                {
                    problems.Add($"{path}: `{property.Name}` is not declared");
                }
                else
                {
                    Check(keyword.Value, property.Value, $"{path}.{property.Name}", problems);
                }
            }
        }
    }

    private void CheckAlternatives(JsonProperty alternatives, JsonElement value, string path, List<string> problems)
    {
        var tried = new List<List<string>>();
        foreach (var alternative in alternatives.Value.EnumerateArray())
        {
            var found = new List<string>();
            Check(alternative, value, path, found);
            tried.Add(found);
        }

        var fitting = tried.Count(found => found.Count == 0);
        if (fitting == 0 || (fitting > 1 && alternatives.Name == "oneOf"))
        {
            problems.Add($"{path}: fits {fitting} of {tried.Count} alternatives: {string.Join("; ", tried.SelectMany(found => found))}");
        }
    }

    private static void CheckLimit(JsonProperty keyword, JsonElement value, string path, List<string> problems)
    {
        var keeps = (keyword.Name, value.ValueKind) switch
        {
            ("minItems", JsonValueKind.Array) => value.GetArrayLength() >= keyword.Value.GetInt32(),
            ("uniqueItems", JsonValueKind.Array) => !keyword.Value.GetBoolean()
                || value.EnumerateArray().Index().All(one => value.EnumerateArray().Take(one.Index).All(other => !JsonElement.DeepEquals(one.Item, other))),
            ("minimum", JsonValueKind.Number) => value.GetDouble() >= keyword.Value.GetDouble(),
            ("maximum", JsonValueKind.Number) => value.GetDouble() <= keyword.Value.GetDouble(),
            _ => true,
        };
        if (!keeps)
        {
            problems.Add($"{path}: `{value}` breaks {keyword.Name} {keyword.Value}");
        }
    }

    private static void CheckType(JsonElement allowed, JsonElement value, string path, List<string> problems)
    {
        var actual = value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
            _ => value.ValueKind.ToString().ToLowerInvariant(),
        };
        var names = allowed.ValueKind == JsonValueKind.Array ? allowed.EnumerateArray().Select(item => item.GetString()) : [allowed.GetString()];
        if (!names.Contains(actual) && !(actual == "integer" && names.Contains("number")))
        {
            problems.Add($"{path}: is {actual}, not {allowed}");
        }
    }

    private static void CheckOneOf(IReadOnlyList<JsonElement> allowed, JsonElement value, string path, List<string> problems)
    {
        if (!allowed.Any(item => JsonElement.DeepEquals(item, value)))
        {
            problems.Add($"{path}: is {value}, not {string.Join(" or ", allowed)}");
        }
    }

    private (JsonSchema Schema, JsonElement Target) Resolve(string reference)
    {
        var parts = reference.Split('#');
        var schema = parts[0].Length == 0 || parts[0] == file ? this : Load(parts[0]);
        var target = parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(schema.root, (element, name) => element.GetProperty(name));
        return (schema, target);
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Join(folder.FullName, "Autoschematic.slnx")))
            {
                return Path.Join(folder.FullName, "docs", "schemas");
            }
        }

        throw new DirectoryNotFoundException("docs/schemas");
    }
}
