using ConnectorName;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>The connector that `new connector` makes keeps to its folder.</summary>
public sealed class ScaffoldTests
{
    [Fact]
    public async Task No_name_leads_out_of_the_folder()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var outside = Directory.CreateTempSubdirectory("as-scaffold-");
        try
        {
            var handler = new NoteHandler(outside.CreateSubdirectory("a/b"));
            var key = handler.Key("../../evil");
            var evil = Path.Join(outside.FullName, "evil.json");
            await File.WriteAllTextAsync(evil, "not a note", cancellation);
            Assert.Equal("connector-name/notes/..%2F..%2Fevil.ron", key.Address);
            Assert.Null(await handler.ReadAsync(key, cancellation));

            await handler.CreateAsync(key, new() { Text = "hello" }, cancellation);
            Assert.Equal("hello", (await handler.ReadAsync(key, cancellation))?.Text);
            Assert.Equal([key], await handler.ListAsync(cancellation).ToListAsync(cancellation));
            Assert.Equal(["a/b/..%2F..%2Fevil.json", "evil.json"], Files());

            await handler.DeleteAsync(key, new() { Text = "hello" }, cancellation);
            Assert.Equal(["evil.json"], Files());
            Assert.Equal("not a note", await File.ReadAllTextAsync(evil, cancellation));
        }
        finally
        {
            outside.Delete(recursive: true);
        }

        IEnumerable<string> Files()
            => outside.EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(outside.FullName, file.FullName)).Order(StringComparer.Ordinal);
    }
}
