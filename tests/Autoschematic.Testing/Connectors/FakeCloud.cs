using System.Globalization;
using System.Text.RegularExpressions;

namespace Autoschematic.Testing.Connectors;

/// <summary>A small cloud in memory: objects at physical addresses, ids given out in order.</summary>
/// <remarks>A body's text `output KEY=VALUE` or `sensitive KEY=VALUE`, wherever it stands, makes an output.</remarks>
public sealed partial class FakeCloud
{
    private readonly SortedDictionary<string, FakeObject> objects = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int lastId;

    /// <summary>Every object, sorted by physical address.</summary>
    public IReadOnlyList<KeyValuePair<string, FakeObject>> Objects
    {
        get
        {
            lock (gate)
            {
                return [.. objects];
            }
        }
    }

    public FakeObject? this[string physical]
    {
        get
        {
            lock (gate)
            {
                return objects.GetValueOrDefault(physical);
            }
        }
    }

    /// <summary>Gives out the next id, such as `id-1`.</summary>
    public string NextId()
    {
        lock (gate)
        {
            return string.Create(CultureInfo.InvariantCulture, $"id-{++lastId}");
        }
    }

    /// <summary>Puts an object there, as a person with a console would.</summary>
    public FakeObject Put(string physical, string body, params (string Key, string Value)[] outputs)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sensitive = new HashSet<string>();
        foreach (var (key, value) in outputs)
        {
            all[key] = value;
        }

        foreach (Match match in OutputPattern().Matches(body))
        {
            all[match.Groups["key"].Value] = match.Groups["value"].Value;
            if (match.Groups["kind"].Value == "sensitive")
            {
                sensitive.Add(match.Groups["key"].Value);
            }
        }

        var made = new FakeObject(body, all, sensitive);
        lock (gate)
        {
            objects[physical] = made;
        }

        return made;
    }

    /// <summary>Puts an object there with an output that nobody may see, whatever its body says.</summary>
    public FakeObject PutSensitive(string physical, string body, string key, string value)
    {
        var made = Put(physical, body, (key, value));
        made = made with { Sensitive = new HashSet<string>(made.Sensitive) { key } };
        lock (gate)
        {
            objects[physical] = made;
        }

        return made;
    }

    public bool Remove(string physical)
    {
        lock (gate)
        {
            return objects.Remove(physical);
        }
    }

    [GeneratedRegex(@"(?<kind>output|sensitive) (?<key>\w+)=(?<value>[^\s""]+)")]
    private static partial Regex OutputPattern();

    /// <summary>Keys of the outputs that a body makes.</summary>
    public static IReadOnlyList<string> OutputKeys(string body)
        => [.. OutputPattern().Matches(body).Select(match => match.Groups["key"].Value)];
}
