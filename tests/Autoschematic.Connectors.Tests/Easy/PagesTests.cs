using System.Globalization;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Connectors.Tests.Easy;

public sealed class PagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_read_one_after_another()
    {
        var (items, error) = await ReadAsync(page => page switch { null => ([1, 2], "a"), "a" => ([], "b"), _ => ([3], null) });
        Assert.Equal([1, 2, 3], items);
        Assert.Null(error);
    }

    [Fact]
    public async Task Page_that_names_itself_or_one_before_is_an_error()
    {
        var (items, error) = await ReadAsync(page => page is null ? ([1], "a") : ([2], "a"));
        Assert.Equal([1, 2], items);
        Assert.Equal("The list has no end: its page `a` names itself as the next one", error);

        (items, error) = await ReadAsync(page => page switch { null => ([1], "a"), "a" => ([2], "b"), _ => ([3], "a") });
        Assert.Equal([1, 2, 3], items);
        Assert.Equal("The list has no end: its page `b` names `a`, which was read before, as the next one", error);
    }

    [Fact]
    public async Task Server_that_takes_no_notice_of_the_page_is_an_error()
    {
        var (items, error) = await ReadAsync(page => ([1, 2], Following(page)));
        Assert.Equal([1, 2, 1, 2], items);
        Assert.Equal("The list has no end: its page `3` holds the same as the two before: does the API know what the page is asked for with?", error);

        (items, error) = await ReadAsync(page => (page is null ? [0] : [1], Following(page)));
        Assert.Equal([0, 1, 1], items);
        Assert.Equal("The list has no end: its page `4` holds the same as the two before: does the API know what the page is asked for with?", error);
    }

    [Fact]
    public async Task Pages_may_be_alike()
    {
        var (items, error) = await ReadAsync(page => page is "4" ? ([3], null) : (page is "3" ? [2] : [1], Following(page)));
        Assert.Equal([1, 1, 2, 3], items);
        Assert.Null(error);

        (items, error) = await ReadAsync(page => ([1], page switch { null => "a", "a" => "b", "b" => "c", _ => null }));
        Assert.Equal([1, 1, 1, 1], items);
        Assert.Null(error);
    }

    [Fact]
    public async Task There_are_not_more_pages_than_anybody_has()
    {
        var (items, error) = await ReadAsync(page => ([int.Parse(page ?? "1", CultureInfo.InvariantCulture)], Following(page)));
        Assert.Equal(100_001, items.Count);
        Assert.Equal("The list has no end: there are more than 100000 pages", error);
    }

    private static string Following(string? page) => (int.Parse(page ?? "1", CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static async Task<(IReadOnlyList<int> Items, string? Error)> ReadAsync(Func<string?, (int[] Items, string? Next)> read)
    {
        var items = new List<int>();
        try
        {
            await foreach (var item in Pages.ReadAsync<int>((page, _) => Task.FromResult(new Page<int>(read(page).Items, read(page).Next)), Cancellation))
            {
                items.Add(item);
            }
        }
        catch (ConnectorServiceException error)
        {
            return (items, error.Message);
        }

        return (items, null);
    }
}
