using System.Text;

namespace Autoschematic.Ron.Fuzz;

/// <summary>Makes documents that are valid, or nearly.</summary>
public sealed class RonGrammar(Random random, bool json = false)
{
    private static readonly string[] Names = ["a", "b", "path", "Some", "None", "r#1x", "é", "Prefix", "_x", "true", "r#a.b", "infx"];
    private static readonly string[] Scalars =
    [
        "0", "-1", "255", "300u16", "0xFF", "0b1_0", "1_000", "1.5", ".5", "5.", "1e3", "-2.5e-3f64", "inf", "NaN", "-inf", "1.0f32", "18446744073709551616",
        "true", "false", "None", "()", "'x'", "'''", "'\\n'", "'\\u{1F600}'", "b'a'", "b'\\xff'", "A", "r#None", "r#inf", "\"\"", "\"a b\"", "\"\\\"q\\\\\"",
        "\"line\nbreak\"", "\"\\u{e9}\\x41 é😀\"", "r\"raw\\\"", "r#\"a\"b\"#", "b\"by\\xfftes\"", "br#\"x\"#", "\"// no comment\"", "\"it's\"", "\"out://x\"",
    ];
    private static readonly string[] JsonScalars =
        ["0", "-1", "12.5e3", "true", "false", "null", "\"\"", "\"a\\nb\"", "\"\\u00e9\\uD83D\\uDE00\"", "\"é😀\"", "\"// no\"", "-0.5"];
    private static readonly string[] Gaps =
        ["", "", "", " ", "\n", "\n\n", "\n\n\n", "\r\n", "\t", " // c\n", "/* c */", "\n// own\n", "\n/* b\n */\n", " /* n /* m */ */ ", "\u2028", "\n\n// x\n\n"];
    private static readonly string[] JsonGaps = ["", "", " ", "\n", "\n\n", "\r\n", "\t"];

    private readonly StringBuilder output = new();

    public static string Document(Random random, bool json = false)
    {
        var grammar = new RonGrammar(random, json);
        if (!json && random.Next(8) == 0)
        {
            grammar.Gap();
            grammar.output.Append("#![enable(implicit_some, unwrap_newtypes)]");
        }

        grammar.Gap();
        grammar.Value(random.Next(1, 6));
        grammar.Gap();
        return grammar.output.ToString();
    }

    private void Gap() => output.Append(Pick(json ? JsonGaps : Gaps));

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];

    private void Value(int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            output.Append(Pick(json ? JsonScalars : Scalars));
            return;
        }

        switch (random.Next(json ? 2 : 6))
        {
            case 0:
                Group('[', ']', () => Value(depth - 1));
                break;
            case 1:
                Group('{', '}', () => Entry(depth));
                break;
            case 2:
                Name();
                Group('(', ')', () => Field(depth));
                break;
            case 3:
                Name();
                Group('(', ')', () => Value(depth - 1));
                break;
            case 4:
                output.Append("Some");
                Group('(', ')', () => Value(depth - 1), 1);
                break;
            default:
                output.Append("Some ");
                Gap();
                Value(depth - 1);
                break;
        }
    }

    private void Name()
    {
        if (random.Next(3) > 0)
        {
            output.Append(Pick<string>(["A", "Prefix", "r#x.y", "Connector", "É"]));
            Gap();
        }
    }

    private void Entry(int depth)
    {
        if (json || random.Next(2) == 0)
        {
            output.Append(Pick<string>(json ? ["\"a\"", "\"b\"", "\"x y\"", "\"\\n\""] : ["\"a\"", "\"b c\"", "r\"k\"", "1", "'c'", "(1, 2)", "Key"]));
        }
        else
        {
            Value(1);
        }

        Gap();
        output.Append(':');
        Gap();
        Value(depth - 1);
    }

    private void Field(int depth)
    {
        output.Append(Pick(Names));
        Gap();
        output.Append(':');
        Gap();
        Value(depth - 1);
    }

    private void Group(char opener, char closer, Action element, int exactly = -1)
    {
        output.Append(opener);
        Gap();
        var count = exactly >= 0 ? exactly : random.Next(4);
        for (var index = 0; index < count; index++)
        {
            element();
            Gap();
            if (index < count - 1 || (!json && random.Next(2) == 0))
            {
                output.Append(',');
                Gap();
            }
        }

        output.Append(closer);
    }
}
