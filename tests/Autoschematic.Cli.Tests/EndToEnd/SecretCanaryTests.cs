using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Plants secrets everywhere they may legally be and looks for them everywhere they may not.</summary>
[Trait("kind", "process")]
public sealed class SecretCanaryTests : IDisposable
{
    private const string FromHost = "canary-host-4f2a91";
    private const string FromSealedFile = "canary-\"sealed\\77é/+b0";
    private const string FromEnvFile = "canary-file-88ac0d";
    private const string FromOutput = "canary-<output>\"é\\5b1e?";
    private const string FromTask = "canary-task-c3c9~77";
    private static readonly string[] All = [FromHost, FromSealedFile, FromEnvFile, FromOutput, FromTask];

    private readonly RealRepository repository = new(LeakyConnector.Source);
    private readonly StringBuilder shown = new();
    private readonly string state;
    private readonly string probe;
    private readonly string temporary;
    private readonly string log;

    public SecretCanaryTests()
    {
        var folder = repository.Files.Folder;
        state = Path.Join(folder, "state.json");
        probe = Path.Join(folder, "probe");
        temporary = Directory.CreateDirectory(Path.Join(folder, "tmp")).FullName;
        log = Path.Join(folder, "log");
        var generated = Path.Join(folder, "generated.json");
        File.WriteAllText(state, """{"bodies": {}, "known": []}""");
        File.WriteAllText(generated, JsonSerializer.Serialize(new Dictionary<string, string> { ["output"] = FromOutput, ["task"] = FromTask }));
        File.WriteAllText(Path.Join(folder, "token"), FromSealedFile);
        repository.Variables["HOST_API"] = FromHost;
        repository.Variables["STATE"] = state;
        repository.Variables["GENERATED"] = generated;
        repository.Variables["PROBE"] = probe;
        repository.Variables["TMPDIR"] = temporary;
        repository.Variables["AUTOSCHEMATIC_KEYSTORE"] = $"ondisk://{folder}/keys";
        repository.Files.Write("autoschematic.ron", """
            AutoschematicConfig(prefixes: {
                "main": Prefix(
                    env_file: "local.env",
                    connectors: [Connector(shortname: "leaky", spec: PythonLocal(path: "connectors/real.py"), env: {
                        "API": "env://HOST_API",
                        "TOKEN": "secret://secrets/token.sealed",
                        "STATE": "env://STATE",
                        "GENERATED": "env://GENERATED",
                        "PROBE": "env://PROBE",
                    })],
                ),
            })
            """);
        repository.Files.Write("local.env", $"FILED={FromEnvFile}\n");
        repository.Files.Write(".git/info/exclude", "local.env\n");
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task No_secret_leaves_the_places_that_are_made_for_it()
    {
        var files = repository.Files;
        await RunAsync(0, "keygen");
        await RunAsync(0, "seal", "-p", "secrets/token.sealed", "-i", Path.Join(files.Folder, "token"));
        files.Git("add", "--all");
        files.Git("commit", "-qm", "Set up");

        files.Stage("main/db.txt", "database");
        await RunAsync(0, "plan");
        await RunAsync(0, "apply", "--yes", "--no-commit");
        Assert.Contains("\"password\": \"secret://.autoschematic/main/db.txt.password.sealed\"", files.Read(".autoschematic/main/db.txt.out.json"), StringComparison.Ordinal);
        files.Stage("main/app.txt", "password out://db.txt[password]\nsize 1\n").Stage("main/fail.txt", "x out://db.txt[password]").Stage("main/rotate.task", "now");
        await InEveryFormAsync(0, "plan", "--full");
        await InEveryFormAsync(3, "apply", "--yes", "--no-commit");
        Assert.Equal($"password {FromOutput}\nsize 1\n", Remote("app.txt"));
        await InEveryFormAsync(0, "run-task", "main/rotate.task");
        Assert.True(files.Exists(".autoschematic/main/rotate.task.api.sealed"));
        files.Git("commit", "-qm", "Apply");

        files.Stage("main/app.txt", "password out://db.txt[password]\nand out://rotate.task[api]\nsize 2\n");
        await InEveryFormAsync(0, "plan");
        await RunAsync(0, "apply", "--yes", "--commit");
        Assert.Equal($"password {FromOutput}\nand {FromTask}\nsize 2\n", Remote("app.txt"));

        ChangeRemotely("app.txt", $"password {FromOutput}\nand {FromTask}\nsize 3\n");
        await InEveryFormAsync(2, "drift", "--exit-code", "--full");
        await RunAsync(null, "check-drift", "main/app.txt");
        await InEveryFormAsync(0, "validate");
        await RunAsync(null, "pull", "--all");
        await RunAsync(null, "pull", "--all", "--format", "json");
        await InEveryFormAsync(0, "get", "main/app.txt");
        await RunAsync(0, "get", "main/app.txt", "--format", "json", "-v");
        await RunAsync(0, "output", "main/db.txt");
        await RunAsync(0, "connectors", "--format", "json");
        files.Git("add", "--all");
        files.Git("commit", "-q", "--allow-empty", "-m", "Pulled");
        await RunAsync(null, "import", "--overwrite");
        files.StageDeletion("main/db.txt");
        await InEveryFormAsync(null, "plan");

        // The search itself works: what the connector was given is found where it keeps it.
        Assert.Equal(2, Found(Bytes(state)).Distinct().Count());

        // The key gone, values are kept aside, which is the one place where they may be in clear.
        File.WriteAllText(state, """{"bodies": {}, "known": []}""");
        repository.Variables.Remove("AUTOSCHEMATIC_KEYSTORE");
        repository.Variables["TOKEN"] = FromSealedFile;
        files.Git("reset", "-q", "--hard");
        await RunAsync(3, "run-task", "main/rotate.task");
        Assert.NotEmpty(Directory.GetFiles(files.PathOf(".git/autoschematic/secrets")));

        await RunAsync(3, "run-task", "main/rotate.task");
        Assert.Equal([FromTask], Found(Bytes(Assert.Single(Directory.GetFiles(files.PathOf(".git/autoschematic/secrets"))))).Distinct());
        Assert.Contains("***", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("***", File.ReadAllText(log), StringComparison.Ordinal);
        Assert.NotEqual("", File.ReadAllText(probe));

        Assert.Empty(Found(Encoding.UTF8.GetBytes(shown.ToString())));
        Assert.Empty(Found(Bytes(log)));
        Assert.Empty(Found(Bytes(probe)));
        Assert.Empty(FoundIn(temporary));
        Assert.Empty(FoundIn(files.Root));
    }

    private async Task InEveryFormAsync(int? exitCode, params string[] arguments)
    {
        await RunAsync(exitCode, [.. arguments]);
        await RunAsync(null, [.. arguments, "--format", "json"]);
        await RunAsync(null, [.. arguments, "--format", "jsonl"]);
    }

    private async Task RunAsync(int? exitCode, params string[] arguments)
    {
        var run = await repository.RunAsync([.. arguments, "-v", "--log-file", log]);
        shown.Append(run.Output).Append('\n').Append(run.Error).Append('\n');
        if (exitCode is { } expected)
        {
            run.Expect(expected);
        }
    }

    private string Remote(string address)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(state));
        return document.RootElement.GetProperty("bodies").GetProperty(address).GetString()!;
    }

    private void ChangeRemotely(string address, string body)
    {
        var content = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(state))!;
        content["bodies"]![address] = body;
        File.WriteAllText(state, content.ToJsonString());
    }

    /// <summary>Secrets in the files below a folder, loose objects of git inflated, with the files' names.</summary>
    private IReadOnlyList<string> FoundIn(string folder)
    {
        var kept = repository.Files.PathOf(".git/autoschematic/secrets");
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(kept, StringComparison.Ordinal) && file != repository.Files.PathOf("local.env"))
                .SelectMany(file => Found(Contents(file)).Select(secret => $"{Path.GetRelativePath(folder, file)}: {secret}")),
        ];
    }

    private static byte[] Contents(string file)
        => Path.GetDirectoryName(Path.GetDirectoryName(file))!.EndsWith("/.git/objects", StringComparison.Ordinal)
            && Path.GetFileName(Path.GetDirectoryName(file))!.Length == 2
                ? Inflate(Bytes(file))
                : Bytes(file);

    private static byte[] Bytes(string file) => File.ReadAllBytes(file);

    private static byte[] Inflate(byte[] packed)
    {
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static IEnumerable<string> Found(byte[] content)
        => All.Where(secret => Forms(secret).Any(form => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0));

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        foreach (var encoder in new JavaScriptEncoder[] { JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        {
            var escaped = encoder.Encode(secret);
            yield return escaped;
            yield return encoder.Encode(escaped);
            yield return escaped.ToLowerInvariant();
        }

        // As Python's json writes it, and that inside another document.
        var ascii = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret).Replace("é", "\\u00e9", StringComparison.Ordinal);
        yield return ascii;
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(ascii);

        foreach (var text in new[] { secret, $"me:{secret}", $"user:{secret}!" })
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            yield return base64;
            yield return base64.TrimEnd('=');
            yield return base64.Replace('+', '-').Replace('/', '_');
        }
    }
}
