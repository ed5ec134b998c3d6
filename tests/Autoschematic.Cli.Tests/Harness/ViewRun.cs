using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>Shows one result on an 80 column terminal and returns the screen.</summary>
internal static class ViewRun
{
    public static string Screen<TResult>(
        IResultView<TResult> view, TResult result, OutputFormat format = OutputFormat.Human, bool colour = false, int verbosity = 0, Func<string, string>? clean = null)
    {
        var terminal = TestTerminal.Interactive();
        using var gate = new OutputGate(
            terminal, new OutputSettings(format, verbosity, colour, Live: false), clean ?? new TextCleaner().Clean, new FakeClock(), log: null);
        new ResultPrinter("sample", gate, new EventView(gate)).Finish(view, result, []);
        return format == OutputFormat.Human ? terminal.Screen.Replace("\e", "␛", StringComparison.Ordinal) : terminal.Output;
    }

    /// <summary>The document of a command, for its schema.</summary>
    public static string Json<TResult>(string command, IResultView<TResult> view, TResult result)
    {
        var terminal = new TestTerminal();
        using var gate = new OutputGate(
            terminal, new OutputSettings(OutputFormat.Json, 0, false, Live: false), new TextCleaner().Clean, new FakeClock(), log: null);
        new ResultPrinter(command, gate, new EventView(gate)).Finish(view, result, []);
        return terminal.Output;
    }
}
