using System.Runtime.CompilerServices;
using System.Text;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Tests.Golden;

public sealed class GoldenTests
{
    public static TheoryData<string> Cases()
        => [.. from kind in new[] { "valid", "invalid" }
               from folder in Directory.EnumerateDirectories(Path.Join(Root(), kind))
               orderby folder
               select $"{kind}/{Path.GetFileName(folder)}"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_stage_prints_what_was_accepted(string name)
    {
        var folder = Path.Join(Root(), name);
        var text = new SourceText(File.ReadAllText(Path.Join(folder, "input.ron")), "input.ron");
        var tree = SyntaxTree.Parse(text);
        Assert.Equal(name.StartsWith("valid", StringComparison.Ordinal), tree.Diagnostics.Count == 0);
        Match(folder, "tokens.txt", Tokens(tree));
        Match(folder, "tree.txt", Tree(tree.Root, 0));
        Match(folder, "diagnostics.txt", string.Concat(tree.Diagnostics.Select(Describe)));
        Match(folder, "formatted.ron", RonFormatter.Format(text, new DiagnosticBag()) ?? "");
    }

    private static string Root([CallerFilePath] string caller = "") => Path.Join(Path.GetDirectoryName(caller), "..", "..", "corpus", "ron");

    private static void Match(string folder, string file, string actual)
    {
        var path = Path.Join(folder, file);
        if (Environment.GetEnvironmentVariable("AUTOSCHEMATIC_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Tokens(SyntaxTree tree)
        => string.Concat(tree.Tokens().Select(token => $"{tree.Text.GetPosition(token.Span.Start),-6} {token.Kind,-16} {Quote(tree.Text.ToString(token.Span))}\n"));

    private static string Tree(SyntaxNode node, int depth)
    {
        var text = new StringBuilder();
        text.Append(' ', depth * 2).Append(node.Kind).Append(node.IsBroken ? "!" : "").Append(' ').Append(node.Span);
        text.Append(node.Children.Any() || node.Kind == SyntaxKind.Missing ? "\n" : $" {Quote(node.Source.ToString())}\n");
        return text.Append(string.Concat(node.Children.Select(child => Tree(child, depth + 1)))).ToString();
    }

    private static string Describe(Diagnostic found)
        => $"{found.Location!.Start}-{found.Location.End} {found.Code} {found.Message}{(found.Hint is null ? "" : $" ({found.Hint})")}\n";

    private static string Quote(string text) => $"`{text.Replace("\n", "\\n", StringComparison.Ordinal)}`";
}
