using Autoschematic.Cli.Commands;

namespace Autoschematic.Cli.Tests;

public sealed class DaemonDiagnosticsTests
{
    [Theory]
    [InlineData("Process 12 has not ended", "look with `ps 12`, and use `kill -9 12`", 12)]
    [InlineData("2 processes have not ended: 12 34", "look with `ps 12 34`, and use `kill -9 12 34`", 12, 34)]
    public void What_has_not_ended_is_named_with_what_ends_it(string message, string hint, params int[] processes)
    {
        var diagnostic = DaemonDiagnostics.Stuck(processes);

        Assert.Equal(("CLI082", message, hint), (diagnostic.Code, diagnostic.Message, diagnostic.Hint));
    }
}
