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
    /// The items in their order. A list that has no end is an error: a page that was asked for already, the third one in a row with
    /// the same items where numbers or offsets name the pages, and more pages than anybody has.
    /// </returns>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<T> last = [];
        var again = 0;
        string? next = null;
        do
        {
            var page = await Backoff.ForReading.RunAsync(token => read(next, token), cancellationToken);
            var comesAgain = !string.IsNullOrEmpty(page.Next) && !asked.Add(page.Next);

            // A token comes from the API, which knows it; a number was counted here, and an API may take no notice of it.
            again = IsNumber(next) && page.Items.Count > 0 && page.Items.SequenceEqual(last) ? again + 1 : 0;
            if (!comesAgain && again == 2)
            {
                throw Endless($"its page `{next}` holds the same as the two before: does the API know what the page is asked for with?");
            }

            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (comesAgain)
            {
                throw Endless($"its page `{next}` names {(page.Next == next ? "itself" : $"`{page.Next}`, which was read before,")} as the next one");
            }

            last = page.Items;
            next = page.Next;
            if (asked.Count > MostPages)
            {
                throw Endless(string.Create(CultureInfo.InvariantCulture, $"there are more than {MostPages} pages"));
            }
        }
        while (!string.IsNullOrEmpty(next));
    }

    private static bool IsNumber(string? page) => long.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static ConnectorServiceException Endless(string why) => new($"The list has no end: {why}");
}
