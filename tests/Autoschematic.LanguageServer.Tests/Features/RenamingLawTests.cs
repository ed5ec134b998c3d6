using Autoschematic.LanguageServer.Tests.Harness;
using CsCheck;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class RenamingLawTests
{
    private static readonly string[] Addresses = ["a.ron", "b.json", "x/c.ron", "x/c/d.txt", "x/c/é 😀.ron", "y.txt"];
    private static readonly string[] Names = ["new", "z/new one", "x/😀", "deep/er/n"];

    /// <summary>Bodies of every format that refer to each other at will, outputs, and pointers.</summary>
    private static readonly Gen<(List<List<int>> References, List<bool> Outputs, int From, int To)> Repositories = Gen.Select(
        Gen.Int[0, Addresses.Length - 1].List[0, 4].List[Addresses.Length],
        Gen.Bool.List[Addresses.Length],
        Gen.Int[0, Addresses.Length - 1],
        Gen.Int[0, Names.Length - 1]);

    [Fact]
    public async Task Renaming_there_and_back_changes_nothing_and_leaves_no_reference_to_what_is_gone()
        => await Repositories.SampleAsync(
            async repository =>
            {
                var (references, outputs, from, to) = repository;
                var newName = Names[to] + Path.GetExtension(Addresses[from]);
                await using var scene = await LspScene.StartAsync([.. Files(references, outputs)], capabilities: RenamingTests.Abilities);
                scene.Client.OnEdit = edit =>
                {
                    EditorFiles.Apply(scene.Files, edit["edit"]!);
                    return new { applied = true };
                };
                var before = EditorFiles.Listing(scene.Files);

                await scene.Client.CommandAsync("rename", $"main/{Addresses[from]}", $"main/{newName}");
                var between = EditorFiles.Listing(scene.Files);
                await scene.Client.CommandAsync("rename", $"main/{newName}", $"main/{Addresses[from]}");

                return before == EditorFiles.Listing(scene.Files)
                    && before != between
                    && !between.Contains($"out://{Addresses[from]}[", StringComparison.Ordinal)
                    && between.Contains($"== main/{newName}\n", StringComparison.Ordinal);
            },
            iter: 12,
            threads: 1);

    private static IEnumerable<(string, string)> Files(List<List<int>> references, List<bool> outputs)
    {
        for (var index = 0; index < Addresses.Length; index++)
        {
            var address = Addresses[index];
            var named = references[index].Select(other => $"out://{Addresses[other]}[id]").ToList();
            yield return ($"main/{address}", Path.GetExtension(address) switch
            {
                ".ron" => $"// 😀\r\nNet(\r\n    all: [{string.Join(", ", named.Select(text => $"\"{text}\""))}], r: r#\"{string.Concat(named)}\"#,\r\n)\r\n",
                ".json" => $"{{\"all\": \"😀 {string.Join(' ', named)}\"}}\n",
                _ => string.Join('\n', named),
            });
            if (outputs[index])
            {
                yield return ($".autoschematic/main/{address}.out.json", $"{{\n  \"OutputMap\": {{\n    \"id\": \"id-{index}\"\n  }}\n}}");
                yield return ($".autoschematic/main/id-{index}.out.json", $"{{\n  \"PointerToVirtual\": \"{address}\"\n}}");
            }
        }
    }
}
