using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A call that was tried: its answer, or why there is none.</summary>
internal sealed record Attempt<T>(T? Answer, ConnectorException? Error)
{
    /// <summary>Whether the connector said no, which is an answer to bad input.</summary>
    public bool IsRefusal => Error is { Failure: ConnectorFailure.Answered or ConnectorFailure.Unimplemented };
}

/// <summary>Tries calls.</summary>
internal static class Attempt
{
    public static async Task<Attempt<T>> OfAsync<T>(Task<T> call)
    {
        try
        {
            return new(await call, null);
        }
        catch (ConnectorException exception)
        {
            return new(default, exception);
        }
    }

    public static Task<Attempt<T>> OfAsync<T>(ValueTask<T> call) => OfAsync(call.AsTask());
}
