using System.Text.Json;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Tests.Syntax;

/// <summary>Documents at the edges of the grammar that the corpus does not have, read without any extension.</summary>
public sealed class VerdictTests
{
    private static readonly string[] Accepted =
    [
        "\u0085\u200E\u200F\u2028\u2029\u000b\u000c1", "1//", "1/**/", "/*/**/*/1", "1 /* // */",
        "[1 /*a*/ , /*b*/ 2 /*c*/ , /*d*/ ]", "(a /*x*/ : /*y*/ 1 // z\n , )", "A /* c */ ( 1 )", "Some /*c*/ ( 1 )",
        "#![enable(implicit_some,)] #![enable(unwrap_newtypes , implicit_some)]\n1",
        "# /*a*/ ! /*b*/ [ enable /*c*/ ( implicit_some ) /*d*/ ] 1", "#![enable(r#implicit_some)]1", "0b1010_1u8",
        "0o7_7_", "0xdead_beef", "+0x1", "1_i8", "1e5_0", "1_.5", "1_e5", ".5_", "-.5", "+inf", "+NaN", "-inff32",
        "1e-_5", "1__.", "5.", "0e0", "-0u8", "00", "0_0", "'\\''", "'\\\"'", "'''", "\"\\x41\\u{41}\\u{000041}\"",
        "b'\\0'", "b'\\xFF'", "b\"\\xFF\\u{20AC}\"", "r###\"a\"##b\"###", "r#123", "r#+", "r#a.b", "{r#true: 1}",
        "(r#1: 1, r#a-b: 2)", "((a: 1), [(),], {}, ( ), A(), A( ))",
        "{(): 1, None: 2, Some(1): 3, [1]: 4, {}: 5, 'c': 6, 1.5: 7, A: 8, A(1): 9}", "(a: 1, r#a: 2)",
        "Some(Some(None))", "(Some: 1)", "(inf: 1, NaN: 2)", "(rb: 1)", "(b: 1, r: 2, br: 3)", "inf_", "Nonex",
        "truey(1)", "infx(1)", "\"\u0001\"", "\"\r\"", "b", "r", "br", "e5", "i8", "( /**/ )", "(//\n)", "A(//\n)",
        "Some(1,)", "Some((),)", "(a:1,)", "{1:2,}", "[1,]", "r#Some(1)", "r#true", "r#None", "\"\\\\\"", "r\"\\\"",
        "(a: (b: (c: ())))", "1.0f32", "1f64", "1e2f32", "0.f32", "{ }", "[ ]", "(a: b'x', c: 'd', e: b\"f\")", "_",
        "__", "_a(1)", "\u00e9", "\u2118", "\u1885x", "a\u00b7", "x\u30fb",
    ];

    private static readonly string[] Refused =
    [
        "", " ", "//", "#![enable(implicit_some)]", "1 1", "1,", "() ()", "(", "(1", "(1,", "{1:2", "[", "'", "\"",
        "r\"", "r#\"\"", "0x", "0b", "0o", "0b_1", "0x_1", "0b12", "+_1", "-", "+", "--1", "+-1", "1e", "1e+",
        "1.2.3", "1e1e1", "1_u", "1u128", "-1u8", "256u8", "'ab'", "''", "'\\'", "b'\u00e9'", "b''", "b'\\u{41}'",
        "\"\\u{}\"", "\"\\u{1234567}\"", "\"\\u{dfff}\"", "\"\\x80\"", "\"\\\n\"", "\"\\x\"", "\"\\u41\"",
        "\"\\U{41}\"", "\"\\e\"", "\"\\v\"", "r#\"a\"", "r##\"a\"#", "r#", "r##", "r#\"", "(a 1)", "(a: 1 b: 2)",
        "(a: 1;)", "(: 1)", "(1: 2)", "(a: 1, 2)", "(1, a: 2)", "(a, b: 1)", "{,}", "[,]", "(,)", "{a}", "{a: }",
        "{: a}", "{a: 1 b: 2}", "A(,)", "Some(,)", "Some()", "Some(1, 2)", "Some(a: 1)", "Some 1", "[Some]", "Some",
        "None()", "true(1)", "inf(1)", "NaN()", "#![enable(foo)]1", "#![enable(implicit_some unwrap_newtypes)]1",
        "#![enable(implicit_some),]1", "1 #![enable(implicit_some)]", "#!(enable(implicit_some))1",
        "#![Enable(implicit_some)]1", "#![enable(implicit_some)] #", "\uFEFF1", "\u00A01", "1\u00A0", "\u200B1",
        "\u180E1", "\u30001", "/* /* */ 1", "/", "/ /1", "1 */", "a-b", "(a.b: 1)", "a.b", "a+b", "A::B", "A<B>", "@",
        "$", "`", "\\", "(a: 1, : 2)", "r#true(", "Some(1)(2)", "A(1)(2)", "{1: 2, 3}", "\"a\"b", "_1 2", "1._5",
        "1._", "._5", "._", ".", "..", "0X1", "0B1", "1E", "- 1", "+ 1", "-inf_", "inf f32", "(a:1)}", "[1)", "(1]",
        "{1:2]", "((1)", "a b", "a 1", "a \"x\"", "(a: a b)", "\"a\" \"b\"", "'a''b'", "1'a'", "{1:2 3:4}", "[1 2]",
        "#", "!", "#!", "é.", "\u00b7", "\u30fbx", "\u0301a", "9a", "(9a: 1)", "(\"a\": 1)", "r#\"a\"#b", "b'ab'", "b'a",
    ];

    [Fact]
    public void Documents_of_the_grammar_are_read() => Assert.Equal([], Accepted.Where(source => !IsRead(source)).Select(Show));

    [Fact]
    public void Documents_beside_the_grammar_are_refused() => Assert.Equal([], Refused.Where(IsRead).Select(Show));

    private static bool IsRead(string source) => SyntaxTree.Parse(source).ToValue(new DiagnosticBag(), RonExtensions.None) is not null;

    private static string Show(string source) => JsonSerializer.Serialize(source);
}
