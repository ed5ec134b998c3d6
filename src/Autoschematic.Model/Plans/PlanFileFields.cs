using System.Text.Json;

namespace Autoschematic.Model.Plans;

/// <summary>Takes the properties of one JSON object by name and notes what is missing, of another type, or left over.</summary>
internal sealed class PlanFileFields
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly JsonElement element;
    private readonly string path;
    private readonly List<string> problems;

    private PlanFileFields(JsonElement element, string path, List<string> problems)
    {
        this.element = element;
        this.path = path;
        this.problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"`{path}` is not an object");
        }
    }

    /// <summary>Reads one object, whose every property must be taken.</summary>
    public static T Read<T>(JsonElement element, string path, List<string> problems, Func<PlanFileFields, T> read)
    {
        var fields = new PlanFileFields(element, path, problems);
        var value = read(fields);
        fields.End();
        return value;
    }

    public string Text(string name) => OptionalText(name) ?? Missing(name, "");

    public string? OptionalText(string name)
        => Take(name) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Null } => null,
            _ => Missing<string?>(name, null),
        };

    public bool Flag(string name)
        => Take(name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => Missing(name, false),
        };

    public int Number(string name) => Take(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : Missing(name, 0);

    public IReadOnlyList<string> Texts(string name)
        => [.. Items(name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : Missing(name, ""))];

    /// <summary>Reads each object of an array.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<PlanFileFields, T> read)
        => [.. Items(name).Select((item, index) => Read(item, $"{path}.{name}[{index}]", problems, read))];

    /// <summary>The same, with null for a null.</summary>
    public IReadOnlyList<T>? OptionalObjects<T>(string name, Func<PlanFileFields, T> read)
        => IsNull(name) ? null : Objects(name, read);

    public T Object<T>(string name, Func<PlanFileFields, T> read)
        where T : class
        => Read(Take(name) ?? default, $"{path}.{name}", problems, read);

    /// <summary>The same, with null for a null.</summary>
    public T? OptionalObject<T>(string name, Func<PlanFileFields, T> read)
        where T : class
        => IsNull(name) ? null : Object(name, read);

    /// <summary>Notes a value that cannot be.</summary>
    public void Refuse(string name) => problems.Add($"`{path}.{name}` has a value that cannot be");

    private void End()
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            problems.AddRange(element.EnumerateObject()
                .Where(property => !taken.Contains(property.Name))
                .Select(property => $"`{path}.{property.Name}` is not known"));
        }
    }

    private IEnumerable<JsonElement> Items(string name)
        => Take(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : Missing<IEnumerable<JsonElement>>(name, []);

    private bool IsNull(string name) => Take(name) is { ValueKind: JsonValueKind.Null };

    private JsonElement? Take(string name)
    {
        taken.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
    }

    private T Missing<T>(string name, T instead)
    {
        problems.Add($"`{path}.{name}` is missing or of another type");
        return instead;
    }
}
