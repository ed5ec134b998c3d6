using System.Globalization;
using System.Text;

namespace Autoschematic.Benchmarks.Documents;

/// <summary>Writes documents of a wanted size, as RON and as the JSON that says the same in the same layout.</summary>
public sealed class DocumentWriter
{
    private static readonly string[] Regions = ["eu-central-1", "us-east-1", "ap-northeast-3", "sa-east-1"];
    private static readonly string[] Teams = ["checkout", "search", "billing", "identity", "café", "台北"];
    private static readonly string[] Stages = ["Preview", "Beta", "Stable"];

    private readonly StringBuilder text = new();
    private readonly Random random = new(20);
    private readonly bool json;
    private int depth;

    private DocumentWriter(bool json) => this.json = json;

    /// <summary>A RON document of at least a number of bytes, the same for the same number.</summary>
    public static string Ron(int size) => new DocumentWriter(json: false).Write(ServicesOf(size));

    /// <summary>The JSON that says the same as <see cref="Ron"/>, comments aside.</summary>
    public static string Json(int size) => new DocumentWriter(json: true).Write(ServicesOf(size));

    // The size of the RON document is what counts; JSON has as many elements.
    private static int ServicesOf(int size)
    {
        const int Sample = 200;
        var bytes = Encoding.UTF8.GetByteCount(new DocumentWriter(json: false).Write(Sample));
        return (int)((long)size * Sample / bytes) + 1;
    }

    private string Write(int services)
    {
        Comment("Generated: every service of every region.");
        Open("Inventory", '(', '{');
        Field("name", Quoted("production"));
        Field("version", "3");
        Name("services");
        Open("", '[', '[');
        for (var index = 0; index < services; index++)
        {
            WriteService(index);
        }

        Close(']', ']');
        Close(')', '}');
        return text.Append('\n').ToString();
    }

    private void WriteService(int index)
    {
        var team = Teams[random.Next(Teams.Length)];
        Comment($"Owned by {team}; ask before you change it.");
        Open("Service", '(', '{');
        Field("name", Quoted($"{team}-service-{index:00000}"));
        Field("enabled", index % 7 == 0 ? "false" : "true");
        Field("stage", Unit(Stages[random.Next(Stages.Length)]));
        Field("replicas", Number(random.Next(1, 40)));
        Field("weight", (random.Next(1, 100_000) / 1000.0).ToString("0.0##", CultureInfo.InvariantCulture));
        Field("offset", Number(random.Next(-5_000, 5_000)));
        Field("memory", Number(random.NextInt64(1 << 28, 1L << 36)));
        Field("description", index % 3 == 0 ? Nothing : Some(Quoted($"Serves \"{team}\" in {Regions[index % 4]}.\nSecond line: {random.Next()}.")));
        Field("limit", index % 2 == 0 ? Nothing : Some(Number(random.Next(100, 10_000))));
        WriteSource(index);
        WritePorts();
        WriteMap("labels", [("team", team), ("region", Regions[random.Next(4)]), ("tier", $"tier-{random.Next(4)}"), ("cost-center", Number(random.Next(1000, 9999)))]);
        WriteMap("env", [
            ("DATABASE_URL", $"postgres://db-{random.Next(100)}.internal.example.com:5432/{team}"),
            ("LOG_LEVEL", random.Next(2) == 0 ? "info" : "debug"),
            ("API_TOKEN", $"secret://services/{index}/token.sealed"),
            ("QUEUE", $"out://aws/sqs/queue-{random.Next(500)}.ron[queue_url]")]);
        WriteRules(index);
        WriteProbe(index);
        Close(')', '}');
    }

    private void WriteSource(int index)
    {
        Name("source");
        switch (index % 3)
        {
            case 0:
                Value(Unit("Local"));
                break;
            case 1:
                var image = Quoted($"registry.example.com/team/image-{random.Next(400)}:1.{random.Next(90)}.{random.Next(90)}");
                Value(json ? $"{{\"Image\": {image}}}" : $"Image({image})");
                break;
            default:
                var url = Quoted($"https://git.example.com/team/repository-{random.Next(400)}.git");
                var depthOf = Number(random.Next(1, 50));
                Value(json
                    ? $"{{\"Git\": {{\"url\": {url}, \"branch\": \"main\", \"depth\": {depthOf}}}}}"
                    : $"Git(url: {url}, branch: \"main\", depth: {depthOf})");
                break;
        }
    }

    private void WritePorts()
    {
        Name("ports");
        Open("", '[', '[');
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var (number, target, exposed) = (Number(random.Next(80, 9_999)), Number(random.Next(1_024, 65_000)), random.Next(2) == 0 ? "true" : "false");
            Value(json
                ? $"{{\"number\": {number}, \"target\": {target}, \"exposed\": {exposed}}}"
                : $"Port(number: {number}, target: {target}, exposed: {exposed})");
        }

        Close(']', ']');
    }

    private void WriteMap(string name, IReadOnlyList<(string Key, string Value)> entries)
    {
        Name(name);
        Open("", '{', '{');
        foreach (var (key, value) in entries)
        {
            Begin();
            text.Append(Quoted(key)).Append(": ");
            Value(Quoted(value));
        }

        Close('}', '}');
    }

    private void WriteRules(int index)
    {
        Name("rules");
        Open("", '[', '[');
        for (var count = index % 4; count > 0; count--)
        {
            Open("Rule", '(', '{');
            Field("name", Quoted($"rule-{random.Next(1_000)}"));
            Field("action", Quoted(random.Next(2) == 0 ? "allow" : "deny"));
            Field("cidr", Quoted($"10.{random.Next(256)}.{random.Next(256)}.0/24"));
            Field("ports", $"[{random.Next(1, 1_024)}, {random.Next(1_024, 65_536)}, 443]");
            Close(')', '}');
        }

        Close(']', ']');
    }

    private void WriteProbe(int index)
    {
        Name("probe");
        Open("Probe", '(', '{');
        Field("path", Quoted("/healthz"));
        Field("seconds", Number(random.Next(5, 60)));
        WriteMap("headers", [("Host", $"service-{index}.example.com"), ("Accept", "application/json")]);
        Close(')', '}');
    }

    private string Nothing => json ? "null" : "None";

    private string Some(string value) => json ? value : $"Some({value})";

    private string Unit(string name) => json ? $"\"{name}\"" : name;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string value)
        => $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private void Comment(string content)
    {
        if (!json)
        {
            Begin();
            text.Append("// ").Append(content);
        }
    }

    private void Field(string name, string value)
    {
        Name(name);
        Value(value);
    }

    private void Name(string name)
    {
        Begin();
        text.Append(json ? $"\"{name}\": " : $"{name}: ");
    }

    /// <summary>Goes to a new line, unless a name or key has just begun one.</summary>
    private void Begin()
    {
        if (text.Length > 0 && text[^1] != ' ')
        {
            text.Append('\n').Append(' ', 4 * depth);
        }
    }

    private void Value(string value)
    {
        Begin();
        text.Append(value).Append(',');
    }

    private void Open(string name, char ron, char other)
    {
        Begin();
        text.Append(json ? "" : name).Append(json ? other : ron);
        depth++;
    }

    private void Close(char ron, char other)
    {
        depth--;
        if (json && text[^1] == ',')
        {
            text.Length--;
        }

        text.Append('\n').Append(' ', 4 * depth).Append(json ? other : ron).Append(depth > 0 ? "," : "");
    }
}
