using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workspaces;

[Trait("kind", "process")]
public sealed class OutputStoreTests : IDisposable
{
    private static readonly Prefix Main = Prefix.TryParse("main")!;
    private static readonly Address Virtual = Address.Parse("vpcs/main.ron");
    private static readonly Address Physical = Address.Parse("vpcs/vpc-1.ron");
    private readonly TestWorkspace test = TestWorkspace.Create();
    private readonly DiagnosticBag bag = [];

    private OutputStore Store => new(new RepositoryFiles(test.Root));

    public void Dispose() => test.Dispose();

    [Fact]
    public void Outputs_are_kept_at_the_virtual_address_and_the_physical_one_points_there()
    {
        var changed = Store.Merge(Main, Virtual, Physical, Changes(("vpc_id", "vpc-1"), ("arn", "a:b")), bag);

        Assert.Equal([".autoschematic/main/vpcs/main.ron.out.json", ".autoschematic/main/vpcs/vpc-1.ron.out.json"], Texts(changed));
        Assert.Equal(
            """
            {
              "OutputMap": {
                "arn": "a:b",
                "vpc_id": "vpc-1"
              }
            }
            """,
            test.Read(".autoschematic/main/vpcs/main.ron.out.json"));
        Assert.Equal(
            """
            {
              "PointerToVirtual": "vpcs/main.ron"
            }
            """,
            test.Read(".autoschematic/main/vpcs/vpc-1.ron.out.json"));
        Assert.Equal("vpc-1", Store.ReadValue(Main, Physical, "vpc_id", bag));
        Assert.Equal(Virtual, Store.Read(Main, Physical, bag)!.Address);
        Assert.Empty(bag);
    }

    [Fact]
    public void Merging_changes_only_what_differs_and_an_empty_map_removes_both_files()
    {
        Store.Merge(Main, Virtual, Physical, Changes(("a", "1"), ("b", "1")), bag);

        Assert.Empty(Store.Merge(Main, Virtual, Physical, Changes(("a", "1")), bag)!);
        Assert.Equal([".autoschematic/main/vpcs/main.ron.out.json"], Texts(Store.Merge(Main, Virtual, Physical, Changes(("a", null)), bag)));
        Assert.Equal(["b"], Store.Read(Main, Virtual, bag)!.Values.Keys);
        Assert.Equal(2, Store.Merge(Main, Virtual, Physical, Changes(("b", null)), bag)!.Count);
        Assert.False(Directory.Exists(test.PathOf(".autoschematic")));
        Assert.Null(Store.Read(Main, Virtual, bag));
        Assert.Empty(bag);
    }

    [Fact]
    public void Outputs_from_before_the_virtual_address_was_known_are_not_lost()
    {
        Store.Merge(Main, Physical, null, Changes(("early", "1"), ("both", "old")), bag);
        Store.Merge(Main, Virtual, Physical, Changes(("both", "new")), bag);

        Assert.Equal(
            ["both=new", "early=1"], Store.Read(Main, Physical, bag)!.Values.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void Deleting_leaves_a_pointer_that_leads_elsewhere()
    {
        Store.Merge(Main, Address.Parse("other.ron"), Physical, Changes(("a", "1")), bag);
        Store.Merge(Main, Virtual, null, Changes(("a", "2")), bag);

        Assert.Equal([".autoschematic/main/vpcs/main.ron.out.json"], Texts(Store.Delete(Main, Virtual, Physical, bag)));
        Assert.Equal("1", Store.ReadValue(Main, Physical, "a", bag));
        Assert.Empty(bag);
    }

    [Fact]
    public void Circle_of_pointers_is_an_error_that_names_the_chain()
    {
        test.Write(".autoschematic/main/a.out.json", """{"PointerToVirtual": "b"}""");
        test.Write(".autoschematic/main/b.out.json", """{"PointerToVirtual": "c"}""");
        test.Write(".autoschematic/main/c.out.json", """{"PointerToVirtual": "b"}""");

        Assert.Null(Store.Read(Main, Address.Parse("a"), bag));
        Assert.Null(Store.Merge(Main, Address.Parse("a"), null, Changes(("k", "v")), bag));

        Assert.All(bag, diagnostic => Assert.Equal(
            ".autoschematic/main/a.out.json: OUT101: The pointers between output files go in a circle: `a` → `b` → `c` → `b`",
            diagnostic.ToString()));
        Assert.Equal(2, bag.Count);
    }

    [Fact]
    public void Pointer_to_nothing_is_no_output_and_bad_files_are_errors()
    {
        test.Write(".autoschematic/main/a.out.json", """{"PointerToVirtual": "missing"}""");
        test.Write(".autoschematic/main/bad.out.json", "{");
        test.Write(".autoschematic/main/binary.out.json", [0xFF, 0xFE]);
        File.CreateSymbolicLink(test.PathOf(".autoschematic/main/link.out.json"), "a.out.json");

        Assert.Null(Store.Read(Main, Address.Parse("a"), bag));
        Assert.Empty(bag);
        foreach (var address in new[] { "bad", "binary", "link" })
        {
            Assert.Null(Store.Read(Main, Address.Parse(address), bag));
            Assert.Null(Store.Merge(Main, Address.Parse(address), null, Changes(("k", "v")), bag));
        }

        Assert.Equal(
            [".autoschematic/main/bad.out.json", ".autoschematic/main/binary.out.json", ".autoschematic/main/link.out.json"],
            bag.Select(diagnostic => diagnostic.Location!.Source.Path).Distinct());
        Assert.Equal("{", test.Read(".autoschematic/main/bad.out.json"));
    }

    [Fact]
    public void Listing_knows_the_root_prefix_and_sorts()
    {
        var root = Prefix.TryParse("/")!;
        foreach (var address in new[] { "b.ron", "a/z.ron", "a.ron" })
        {
            Store.Merge(root, Address.Parse(address), null, Changes(("k", "v")), bag);
        }

        Assert.True(test.Exists(".autoschematic/a/z.ron.out.json"));
        Assert.Equal(["a.ron", "a/z.ron", "b.ron"], Store.List(root, bag).Select(entry => entry.Address.Text));
    }

    [Fact]
    public void Concurrent_merges_lose_nothing()
    {
        var store = Store;
        Parallel.For(0, 64, number => store.Merge(Main, Virtual, Physical, Changes(($"k{number:00}", "v")), bag));

        Assert.Equal(Enumerable.Range(0, 64).Select(number => $"k{number:00}"), store.Read(Main, Virtual, bag)!.Values.Keys);
    }

    private static Dictionary<string, string?> Changes(params (string Key, string? Value)[] changes)
        => changes.ToDictionary(change => change.Key, change => change.Value);

    private static IEnumerable<string> Texts(IEnumerable<RepoPath>? paths) => paths!.Select(path => path.Text);
}
