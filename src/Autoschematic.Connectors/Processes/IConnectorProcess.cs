namespace Autoschematic.Connectors.Processes;

/// <summary>A connector's process as its user sees it, whoever it belongs to; disposing lets go of it.</summary>
internal interface IConnectorProcess : IAsyncDisposable
{
    /// <summary>The command line as a person would type it.</summary>
    string Display { get; }

    int ProcessId { get; }

    /// <summary>Whether it outlives whoever uses it.</summary>
    bool IsKept { get; }

    Task<ChildExit> Exited { get; }

    /// <summary>Waits for the rest of the output, but not for ever.</summary>
    Task DrainAsync();

    /// <summary>Runs Init, unless it was run in this process already; its failure is the caller's.</summary>
    /// <returns>False when another user runs it and does not come to an end: the process is of no use.</returns>
    Task<bool> InitAsync(Func<Task> run);

    /// <summary>Says that something went wrong with it, so that nobody uses it after this.</summary>
    /// <param name="isAtWork">Whether it may still execute an op whose end nobody waits for.</param>
    void Distrust(bool isAtWork = false);
}
