using System.Text;
using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>A terminal, or its absence, in memory.</summary>
public sealed class TestTerminal : ITerminal
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly StringBuilder all = new();
    private readonly List<Action> handlers = [];
    private readonly List<byte> bytes = [];
    private readonly Lock gate = new();
    private int questions;

    public bool InputIsTerminal { get; set; }

    public bool OutputIsTerminal { get; set; }

    public bool ErrorIsTerminal { get; set; }

    public int Width { get; set; } = 80;

    /// <summary>What `COLUMNS` says, if anything.</summary>
    public bool WidthIsAskedFor { get; set; }

    public bool OutputHasWidth => OutputIsTerminal || WidthIsAskedFor;

    /// <summary>What somebody types; then the input ends.</summary>
    public Queue<string> Answers { get; } = new();

    /// <summary>Number of the question that is answered with Ctrl-C.</summary>
    public int? InterruptAtQuestion { get; set; }

    /// <summary>What is piped in.</summary>
    public byte[] Input { get; set; } = [];

    public int? Exited { get; private set; }

    public string Output => output.ToString();

    public byte[] OutputBytes => [.. bytes];

    public string Error => error.ToString();

    /// <summary>How often something was written to standard error.</summary>
    public int Writes { get; private set; }

    /// <summary>Both streams as they would stand on a screen.</summary>
    public string Screen => all.ToString();

    /// <summary>A terminal on all three streams.</summary>
    public static TestTerminal Interactive() => new() { InputIsTerminal = true, OutputIsTerminal = true, ErrorIsTerminal = true };

    public (Stream Input, Stream Output) OpenStreams() => (new MemoryStream(Input), Stream.Null);

    public void WriteOutput(ReadOnlySpan<byte> utf8)
    {
        lock (gate)
        {
            bytes.AddRange(utf8);
            output.Append(Encoding.UTF8.GetString(utf8));
            all.Append(Encoding.UTF8.GetString(utf8));
        }
    }

    public void WriteError(string text)
    {
        lock (gate)
        {
            Writes++;
            error.Append(text);
            all.Append(text);
        }
    }

    public Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (++questions == InterruptAtQuestion)
        {
            Interrupt();
            return Task.FromCanceled<string?>(cancellationToken);
        }

        var answer = Answers.TryDequeue(out var next) ? next : null;
        lock (gate)
        {
            all.Append(answer).Append('\n');
        }

        return Task.FromResult(answer);
    }

    public Task<string?> ReadHiddenLineAsync(Action ask, CancellationToken cancellationToken)
    {
        ask();
        return Task.FromResult(Answers.TryDequeue(out var next) ? next : null);
    }

    public Task<byte[]> ReadInputAsync(CancellationToken cancellationToken) => Task.FromResult(Input);

    public IDisposable OnInterrupt(Action handler)
    {
        handlers.Add(handler);
        return new Registration(() => handlers.Remove(handler));
    }

    public void Interrupt() => handlers.ToList().ForEach(handler => handler());

    public void Exit(int exitCode) => Exited = exitCode;

    private sealed class Registration(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
