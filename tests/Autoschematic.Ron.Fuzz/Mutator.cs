using System.Text;

namespace Autoschematic.Ron.Fuzz;

/// <summary>Changes bytes of a document at random.</summary>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    private static readonly byte[][] Pieces = new[]
    {
        "(", ")", "[", "]", "{", "}", ":", ",", "\"", "'", "\\", "\n", "\r\n", "//", "/*", "*/", "#", "r#\"", "\"#", "b\"", "b'", "Some", "Some(", "None", "r#", "-", ".",
        "e", "_", "0x", "u8", "f32", "inf", "NaN", "\\u{", "\\x", "#![enable(", "implicit_some", "()", "( )", "\u2028", "\uFEFF", "é", "😀", "\0", "true", "null", " ", "1",
        "a", "a:", ",,", "((((((((", "[[[[[[[[", "]]]]]]]]", "Some Some Some ",
    }.Select(Encoding.UTF8.GetBytes).ToArray();

    public byte[] Mutate(byte[] source)
    {
        var bytes = source.ToList();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var place = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes.InsertRange(place, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1 when bytes.Count > 0:
                    var start = random.Next(bytes.Count);
                    bytes.RemoveRange(start, Math.Min(bytes.Count - start, random.Next(1, 12)));
                    break;
                case 2 when bytes.Count > 0:
                    bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                    break;
                case 3 when bytes.Count > 0:
                    start = random.Next(bytes.Count);
                    bytes.InsertRange(place, bytes.GetRange(start, Math.Min(bytes.Count - start, random.Next(1, 60))));
                    break;
                case 4:
                    var other = corpus[random.Next(corpus.Count)];
                    start = random.Next(other.Length + 1);
                    bytes.InsertRange(place, other.AsSpan(start, Math.Min(other.Length - start, random.Next(1, 80))).ToArray());
                    break;
                default:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(((char)random.Next(1, 0xD7FF)).ToString()));
                    break;
            }
        }

        return [.. bytes.Take(4096)];
    }
}
