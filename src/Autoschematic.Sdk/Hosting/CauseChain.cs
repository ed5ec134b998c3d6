namespace Autoschematic.Sdk.Hosting;

/// <summary>The errors behind an error.</summary>
internal static class CauseChain
{
    // A chain longer than this says nothing more to anybody.
    private const int MaxLength = 16;

    /// <summary>The error and its causes, outermost first.</summary>
    public static IEnumerable<Exception> Of(Exception error)
    {
        var next = error;
        for (var length = 0; next is not null && length < MaxLength; length++)
        {
            yield return next;
            next = next is AggregateException { InnerExceptions: [var only] } ? only : next.InnerException;
        }
    }
}
