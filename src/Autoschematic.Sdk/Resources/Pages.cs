using System.Globalization;
using System.Runtime.CompilerServices;

namespace Autoschematic.Sdk.Resources;

/// <summary>Reads lists that an API gives page by page.</summary>
public static class Pages
{
    private const int MostPages = 100_000;

    /// <summary>All items of all pages, one page at a time; a page that is refused for the moment is asked for again.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="read">Reads a page: the first one for null, any other for the <see cref="Page{T}.Next"/> of the one before.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// The items in their order. A list that has no end is an error: a page that was asked for already, one with the same items as
    /// the first or the one before, and more pages than anybody has.
    /// </returns>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<T>? first = null;
        IReadOnlyList<T>? last = null;
        string? next = null;
        do
        {
            var page = await Backoff.ForReading.RunAsync(token => read(next, token), cancellationToken);
            var comesAgain = !string.IsNullOrEmpty(page.Next) && !asked.Add(page.Next);
            if (!comesAgain && page.Items.Count > 0 && first is not null && (page.Items.SequenceEqual(last!) || page.Items.SequenceEqual(first)))
            {
                throw Endless($"its page `{next}` holds the same as one before: does the API know what the page is asked for with?");
            }

            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (comesAgain)
            {
                throw Endless($"its page `{next}` names {(page.Next == next ? "itself" : $"`{page.Next}`, which was read before,")} as the next one");
            }

            (first, last) = page.Items.Count == 0 ? (first, last) : (first ?? page.Items, page.Items);
            next = page.Next;
            if (asked.Count > MostPages)
            {
                throw Endless(string.Create(CultureInfo.InvariantCulture, $"there are more than {MostPages} pages"));
            }
        }
        while (!string.IsNullOrEmpty(next));
    }

    private static ConnectorServiceException Endless(string why) => new($"The list has no end: {why}");
}
