using System.Text.Json;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the result of one command, to people or to scripts.</summary>
public interface IResultView<in TResult>
{
    void WriteHuman(TResult result, ReportWriter report);

    /// <summary>Writes the value of the document's `result`.</summary>
    void WriteJson(TResult result, Utf8JsonWriter json);
}
