using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Hosting;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;
using StreamJsonRpc;

namespace Autoschematic.LanguageServer.Tests.Harness;

/// <summary>An editor as far as the server can tell: an independent JSON-RPC implementation over a pair of pipes.</summary>
public sealed class LspClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly JsonRpc rpc;
    private readonly Task<int> serving;
    private CancellationTokenSource? stopping;
    private Process? process;
    private readonly ConcurrentQueue<(string Method, JsonNode Parameters)> received = new();
    private readonly List<(Func<string, JsonNode, bool> Wanted, TaskCompletionSource<JsonNode> Found)> waiting = [];
    private int version;

    private LspClient(TestWorkspace workspace, Stream toServer, Stream fromServer, Task<int> serving)
    {
        Workspace = workspace;
        this.serving = serving;
        rpc = new JsonRpc(new HeaderDelimitedMessageHandler(toServer, fromServer, new SystemTextJsonFormatter()));
        rpc.AddLocalRpcTarget(new Target(this), null);
        rpc.StartListening();
    }

    public TestWorkspace Workspace { get; }

    /// <summary>The process, when it is the real program.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>How the server ends.</summary>
    public Task<int> ExitCode => serving.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>What `initialize` answered.</summary>
    public JsonNode Capabilities { get; private set; } = new JsonObject();

    /// <summary>The edits that the server asked for.</summary>
    public ConcurrentQueue<JsonNode> Edits { get; } = new();

    /// <summary>What the server is told when it wants an edit made.</summary>
    public Func<JsonNode, object> OnEdit { get; set; } = _ => new { applied = true };

    /// <summary>What the user answers to a question; null closes it.</summary>
    public Func<JsonNode, string?> OnQuestion { get; set; } = _ => null;

    /// <summary>Every log message so far.</summary>
    public IReadOnlyList<string> Log
        => [.. received.Where(item => item.Method == "window/logMessage").Select(item => (string)item.Parameters["message"]!)];

    /// <summary>Starts a server for a repository and says hello.</summary>
    public static async Task<LspClient> StartAsync(
        TestWorkspace workspace,
        IConnectorPool? pool = null,
        bool trusted = true,
        Func<IConnectorLog, Func<string, string>, IConnectorPool>? makePool = null,
        object? capabilities = null)
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        var stopping = new CancellationTokenSource();
        var server = new LspServer(new(workspace.Host, TimeProvider.System, "1.2.3", makePool ?? ((_, _) => pool ?? new FakePool())));
        var serving = Task.Run(() => server.RunAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream(), _ => { }, stopping.Token));
        var client = new LspClient(workspace, toServer.Writer.AsStream(), toClient.Reader.AsStream(), serving) { stopping = stopping };
        await client.GreetAsync(trusted, capabilities);
        return client;
    }

    /// <summary>Starts the real program for a repository and says hello.</summary>
    public static async Task<LspClient> StartProgramAsync(TestWorkspace workspace, string program, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, ["lsp"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = workspace.Root,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        if (!variables.ContainsKey("AUTOSCHEMATIC_DAEMON"))
        {
            start.Environment["AUTOSCHEMATIC_DAEMON"] = "off";
        }

        var process = Process.Start(start)!;
        var client = new LspClient(workspace, process.StandardInput.BaseStream, process.StandardOutput.BaseStream, ExitOfAsync(process)) { process = process };
        await client.GreetAsync(trusted: true, capabilities: null);
        return client;
    }

    private async Task GreetAsync(bool trusted, object? capabilities)
    {
        Capabilities = await AskAsync("initialize", new
        {
            processId = (int?)null,
            rootUri = UriOf(Workspace.Root),
            workspaceFolders = new[] { new { uri = UriOf(Workspace.Root), name = "repository" } },
            capabilities = capabilities ?? new { },
            initializationOptions = new { trusted, debounceMs = 1, codeLens = true },
        });
        await TellAsync("initialized", new { });
    }

    private static async Task<int> ExitOfAsync(Process process)
    {
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    public static string UriOf(string path) => "file://" + string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    public string Uri(string path) => UriOf(Path.Join(Workspace.Root, path));

    /// <summary>Sends a request; null is an answer too, which <see cref="JsonText.Plain"/> shows.</summary>
    public async Task<JsonNode> AskAsync(string method, object parameters, CancellationToken cancellationToken = default)
        => JsonNode.Parse((await rpc.InvokeWithParameterObjectAsync<JsonElement?>(method, parameters, cancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken))?.GetRawText() ?? "null")!;

    public Task TellAsync(string method, object parameters) => rpc.NotifyWithParameterObjectAsync(method, parameters);

    /// <summary>Opens a file with the text on disk, or with another one.</summary>
    public Task OpenAsync(string path, string? text = null, string languageId = "ron")
        => TellAsync("textDocument/didOpen", new
        {
            textDocument = new { uri = Uri(path), languageId, version = ++version, text = text ?? File.ReadAllText(Path.Join(Workspace.Root, path)) },
        });

    /// <summary>Replaces a part of an open file.</summary>
    public Task EditAsync(string path, (int Line, int Character) start, (int Line, int Character) end, string text)
        => TellAsync("textDocument/didChange", new
        {
            textDocument = new { uri = Uri(path), version = ++version },
            contentChanges = new[]
            {
                new { range = new { start = Position(start), end = Position(end) }, text },
            },
        });

    /// <summary>Replaces the whole text of an open file.</summary>
    public Task ReplaceAsync(string path, string text)
        => TellAsync("textDocument/didChange", new
        {
            textDocument = new { uri = Uri(path), version = ++version },
            contentChanges = new[] { new { text } },
        });

    public Task SaveAsync(string path) => TellAsync("textDocument/didSave", new { textDocument = new { uri = Uri(path) } });

    public Task CloseAsync(string path) => TellAsync("textDocument/didClose", new { textDocument = new { uri = Uri(path) } });

    /// <summary>Asks about a place in a file.</summary>
    public Task<JsonNode> AskAtAsync(string method, string path, int line, int character)
        => AskAsync(method, new { textDocument = new { uri = Uri(path) }, position = Position((line, character)) });

    /// <summary>Asks about a file.</summary>
    public Task<JsonNode> AskOfAsync(string method, string path) => AskAsync(method, new { textDocument = new { uri = Uri(path) } });

    /// <summary>Runs one of the server's commands.</summary>
    public Task<JsonNode> CommandAsync(string command, params object[] arguments)
        => AskAsync("workspace/executeCommand", new { command, arguments });

    /// <summary>The first notification, of those received and those to come, that is wanted; each is given once.</summary>
    public Task<JsonNode> ReceiveAsync(string method, Func<JsonNode, bool>? isWanted = null)
    {
        bool Wanted(string name, JsonNode parameters) => name == method && isWanted?.Invoke(parameters) != false;
        lock (waiting)
        {
            foreach (var (name, parameters) in received)
            {
                if (Wanted(name, parameters) && taken.Add(parameters))
                {
                    return Task.FromResult(parameters);
                }
            }

            var found = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((Wanted, found));
            return found.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The next diagnostics of a file that are wanted.</summary>
    public Task<JsonNode> DiagnosticsAsync(string path, Func<JsonArray, bool>? isWanted = null)
        => ReceiveAsync(
            "textDocument/publishDiagnostics",
            parameters => (string)parameters["uri"]! == Uri(path) && isWanted?.Invoke(parameters["diagnostics"]!.AsArray()) != false);

    /// <summary>Says goodbye; the result is the server's exit code.</summary>
    public async Task<int> ShutDownAsync()
    {
        await rpc.InvokeWithParameterObjectAsync("shutdown");
        await TellAsync("exit", new { });
        return await serving.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends the server, and with it every connector.
        rpc.Dispose();
        await (stopping?.CancelAsync() ?? Task.CompletedTask);
        await serving.WaitAsync(Patience, CancellationToken.None);
        stopping?.Dispose();
        process?.Dispose();
    }

    private readonly HashSet<JsonNode> taken = new(ReferenceEqualityComparer.Instance);

    private static object Position((int Line, int Character) place) => new { line = place.Line, character = place.Character };

    private void Receive(string method, JsonElement parameters)
    {
        var node = JsonNode.Parse(parameters.GetRawText())!;
        lock (waiting)
        {
            received.Enqueue((method, node));
            var index = waiting.FindIndex(item => item.Wanted(method, node));
            if (index >= 0)
            {
                taken.Add(node);
                waiting[index].Found.SetResult(node);
                waiting.RemoveAt(index);
            }
        }
    }

    /// <summary>What the server may call.</summary>
    private sealed class Target(LspClient client)
    {
        [JsonRpcMethod("window/logMessage", UseSingleObjectParameterDeserialization = true)]
        public void Log(JsonElement parameters) => client.Receive("window/logMessage", parameters);

        [JsonRpcMethod("window/showMessage", UseSingleObjectParameterDeserialization = true)]
        public void Show(JsonElement parameters) => client.Receive("window/showMessage", parameters);

        [JsonRpcMethod("textDocument/publishDiagnostics", UseSingleObjectParameterDeserialization = true)]
        public void Publish(JsonElement parameters) => client.Receive("textDocument/publishDiagnostics", parameters);

        [JsonRpcMethod("autoschematic/status", UseSingleObjectParameterDeserialization = true)]
        public void Status(JsonElement parameters) => client.Receive("autoschematic/status", parameters);

        [JsonRpcMethod("autoschematic/stateChanged", UseSingleObjectParameterDeserialization = true)]
        public void StateChanged(JsonElement parameters) => client.Receive("autoschematic/stateChanged", parameters);

        [JsonRpcMethod("$/progress", UseSingleObjectParameterDeserialization = true)]
        public void Progress(JsonElement parameters) => client.Receive("$/progress", parameters);

        [JsonRpcMethod("window/showMessageRequest", UseSingleObjectParameterDeserialization = true)]
        public object? Ask(JsonElement parameters)
            => client.OnQuestion(JsonNode.Parse(parameters.GetRawText())!) is { } title ? new { title } : null;

        [JsonRpcMethod("workspace/applyEdit", UseSingleObjectParameterDeserialization = true)]
        public object ApplyEdit(JsonElement parameters)
        {
            var edit = JsonNode.Parse(parameters.GetRawText())!;
            client.Edits.Enqueue(edit);
            return client.OnEdit(edit);
        }
    }
}
