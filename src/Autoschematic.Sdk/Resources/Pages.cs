using System.Runtime.CompilerServices;

namespace Autoschematic.Sdk.Resources;

/// <summary>Reads lists that an API gives page by page.</summary>
public static class Pages
{
    /// <summary>All items of all pages, one page at a time; a page that is refused for the moment is asked for again.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="read">Reads a page: the first one for null, any other for the <see cref="Page{T}.Next"/> of the one before.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The items in their order.</returns>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        string? next = null;
        do
        {
            var page = await Backoff.ForReading.RunAsync(token => read(next, token), cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            next = page.Next != next || string.IsNullOrEmpty(next)
                ? page.Next
                : throw new ConnectorServiceException($"The list has no end: its page `{next}` names itself as the next one");
        }
        while (!string.IsNullOrEmpty(next));
    }
}
